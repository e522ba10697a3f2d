/** @file What the heat-map shows: scores of the chosen class, the scale of their colours, and from where on they are coloured. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { ColorScale } from "../../../src-core/overlay/paint.ts";
import { colorScale, colorScaleOf, shownFrom } from "../../../src-core/overlay/paint.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import { scorePlane } from "../../../src-core/overlay/plane.ts";
import type { HeatSource, ShownClass } from "../../viewer/heat/heat-source.ts";
import { WholeMap } from "../../viewer/heat/whole-map.ts";
import type { ClassChoice } from "../settings/class-choice.svelte.ts";
import type { DetectionLimits } from "../settings/detection-limits.svelte.ts";
import type { HeatTiles } from "./heat-tiles.svelte.ts";

/** The map of a run: whole, in tiles, or not there yet. */
interface Maps {
  readonly model: { readonly head: Head };
  readonly map: ScoreMap | null;
  readonly tiles: HeatTiles | null;
}

export class Heat {
  private readonly of: Maps;
  private readonly choice: ClassChoice;
  private readonly limits: DetectionLimits;

  constructor(of: Maps, choice: ClassChoice, limits: DetectionLimits) {
    this.of = of;
    this.choice = choice;
    this.limits = limits;
  }

  /** One class, or the best of all that are an object: a class that the map does not have has no map of its own. */
  get shown(): ShownClass {
    const { label } = this.choice;
    const index = label === null ? -1 : this.of.model.head.classes.indexOf(label);
    return index < 0 ? "objects" : index;
  }

  /** Of a whole map. */
  private readonly plane: Float32Array | null = $derived.by(() => {
    const { map, model } = this.of;
    const { background, classes } = model.head;
    return map && scorePlane(map, this.shown, background, classes.length);
  });

  /** Null before there is any map. */
  readonly source: HeatSource | null = $derived.by(() => {
    const { map, tiles } = this.of;
    return this.plane && map ? new WholeMap(this.plane, map) : tiles;
  });

  /** Scores at the ends of the colours. */
  readonly range: ColorScale = $derived.by(() => {
    const { range } = headOf(this.of.model.head);
    if (range) return range;
    if (this.plane) return colorScaleOf(this.plane);
    return colorScale(this.of.tiles?.range ?? { low: 0, high: 1 });
  });

  /** The score from which on a cell is coloured. */
  get threshold(): number {
    const { threshold, perClass: thresholds } = this.limits;
    return shownFrom({ threshold, thresholds }, this.choice.label);
  }
}
