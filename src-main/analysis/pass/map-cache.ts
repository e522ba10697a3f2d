/** @file The score maps that were used last: those in memory, and where those on the disk lie. */
import { said } from "../../../src-core/messages/said.ts";
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import { removeStore } from "./maps.ts";
import { RecentlyUsed } from "../jobs/recently-used.ts";
import type { Subject } from "../subject/subject.ts";

/** A score map, and the boxes that a detector with anchors has found while it was made. */
export interface MapWithBoxes {
  readonly source: ScoreSource;
  /** From that score on. */
  readonly boxes: (floor: number) => Promise<readonly Candidate[]>;
}

export interface CachedMap extends MapWithBoxes {
  readonly held: ScoreMap | null;
  readonly layer: HeatLayer | null;
}

interface Entry extends CachedMap {
  readonly key: string;
  /** Whether the pass that makes it is over: one on the disk is known before. */
  readonly whole: boolean;
}

type Place = Pick<Subject, "key" | "family">;

export class MapCache {
  /** The maps of an image's scales go together. */
  private readonly kept = new RecentlyUsed<Map<string, Entry>>(4, (family) => {
    for (const { key, layer } of family.values()) if (layer) void removeStore(key);
  });

  keep({ key, family }: Place, map: CachedMap, whole = true): void {
    const all = this.kept.peek(family) ?? new Map<string, Entry>();
    all.set(key, { key, whole, ...parts(map) });
    this.kept.set(family, all);
  }

  /** A map that nobody will ask for again. */
  async forget(place: Place): Promise<void> {
    const layer = this.entry(place)?.layer;
    this.kept.peek(place.family)?.delete(place.key);
    if (layer) await removeStore(place.key);
  }

  held(place: Place): ScoreMap | null {
    return this.entry(place)?.held ?? null;
  }

  /**
   * The whole map, made where it is not kept.
   * @throws UserError while the pass runs, and after it was stopped: half a map must not pass for one
   */
  async get(
    { key, family, path }: Place & Pick<Subject, "path">,
    make: () => Promise<CachedMap>,
  ): Promise<MapWithBoxes> {
    if (!this.entry({ key, family })) this.keep({ key, family }, await make());
    const entry = this.entry({ key, family });
    if (!entry?.whole)
      throw new UserError("not-found", said("analysis.pass-over-finished-run", { path }));
    this.kept.set(family, this.kept.peek(family) ?? new Map<string, Entry>());
    return entry;
  }

  private entry({ key, family }: Place): Entry | undefined {
    return this.kept.peek(family)?.get(key);
  }
}

/** What is kept of a sink that may be larger. */
const parts = (map: CachedMap): CachedMap => ({
  source: map.source,
  held: map.held,
  layer: map.layer,
  boxes: (floor) => map.boxes(floor),
});

/** @throws UserError: the map lies on the disk, and the whole of it was asked for */
export function refuseLarge({ path }: Pick<Subject, "path">): never {
  throw new UserError("image-too-large", said("analysis.score-map-too-large", { path }));
}
