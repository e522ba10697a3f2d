/** @file What an analysis gives to whoever asked for it. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { Mark } from "../subject/subject.ts";

/** What there is to look at before the times are known. */
export interface AnalysisOutcome {
  readonly result: Analysis;
  /** Null where it is too large to be held: then it lies in tiles on the disk. */
  readonly map: ScoreMap | null;
  readonly layer: HeatLayer | null;
  /** Of the model and the image that it was made of. */
  readonly mark: Mark;
}

export interface ItemOutcome {
  readonly result: Analysis;
  /** WebP */
  readonly thumbnail: Uint8Array | null;
}
