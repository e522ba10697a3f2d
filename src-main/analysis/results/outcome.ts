/** @file What an analysis gives to whoever asked for it. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";

/** What there is to look at before the times are known. */
export interface AnalysisOutcome {
  readonly result: Analysis;
  /** Null where it is too large to be held: then it lies in tiles on the disk. */
  readonly map: ScoreMap | null;
  readonly layer: HeatLayer | null;
}

export interface ItemOutcome {
  readonly result: Analysis;
  /** WebP */
  readonly thumbnail: Uint8Array | null;
}
