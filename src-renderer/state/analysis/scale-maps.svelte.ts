/** @file The maps of an image's scales: the largest is there at once, the others when they are to be shown. */
import type { Analysis, MapGeometry } from "../../../src-core/contract/analysis.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import type { PlacedMap } from "../../../src-core/overlay/over-scales.ts";
import { maximumOverScales } from "../../../src-core/overlay/over-scales.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { MapPlacement } from "../../../src-core/overlay/registration.ts";
import { fetchScoreMap } from "../../host/analyses.ts";
import { failureToShow } from "../../host/request.ts";

/** The best of all scales, or one of them; 0 is the largest. */
export type ShownScale = "maximum" | number;

/** Where a map lies on the image. */
export const placementOf = (
  { columns, rows, strideX, strideY }: MapGeometry,
  { width, height }: Analysis["cell"],
): MapPlacement => ({ columns, rows, strideX, strideY, windowWidth: width, windowHeight: height });

export class ScaleMaps {
  shown = $state<ShownScale>("maximum");
  failure = $state.raw<Failure | null>(null);
  private readonly head: Head;
  private analysis: string | null = null;
  private scales = $state.raw<NonNullable<Analysis["scales"]>>([]);
  private maps = $state.raw<readonly (ScoreMap | null)[]>([]);
  private readonly requested: number[] = [];
  private readonly controller = new AbortController();

  constructor(head: Head) {
    this.head = head;
  }

  /** The scale whose cells are shown: the largest, until the map of another one is there. */
  get index(): number {
    return this.shown !== "maximum" && this.maps[this.shown] ? this.shown : 0;
  }

  /** Null before there is any. */
  readonly map: ScoreMap | null = $derived.by(() => {
    const [first = null] = this.maps;
    if (this.shown !== "maximum") return this.maps[this.shown] ?? first;
    const known = this.maps.flatMap((map, index): PlacedMap[] => {
      const scale = this.scales[index];
      return map && scale ? [{ map, placement: placementOf(scale.map, scale.cell) }] : [];
    });
    // All or the largest alone: parts that come one after the other would flicker.
    if (known.length < 2 || known.length < this.scales.length) return first;
    const { classes, background } = this.head;
    return maximumOverScales(known, classes.length, background);
  });

  attach(analysis: string, { scales = [] }: Analysis, first: ScoreMap): void {
    this.analysis = analysis;
    this.scales = scales;
    this.maps = [first, ...scales.slice(1).map(() => null)];
  }

  show(shown: ShownScale): void {
    this.shown = shown;
    void this.load();
  }

  /** Gets what is to be shown, once the largest is there. */
  async load(): Promise<void> {
    const wanted = this.shown === "maximum" ? this.maps.keys() : [this.shown];
    for (const index of wanted) if (!this.maps[index]) await this.fetch(index);
  }

  dispose(): void {
    this.controller.abort();
  }

  private async fetch(index: number): Promise<void> {
    const scale = this.scales[index];
    if (this.analysis === null || !scale || this.requested.includes(index)) return;
    this.requested.push(index);
    const { signal } = this.controller;
    try {
      const map = await fetchScoreMap(this.analysis, scale.map, signal, index);
      this.maps = this.maps.map((known, at) => (at === index ? map : known));
      this.failure = null;
    } catch (cause) {
      this.requested.splice(this.requested.indexOf(index), 1);
      if (!signal.aborted) this.failure = failureToShow(cause);
    }
  }
}
