/** @file What a table tells of a result: little enough to be held for thousands of images. */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { Notice } from "../../src-core/contract/notices.ts";

export interface TableRow {
  readonly width: number;
  readonly height: number;
  /** Number of detections. */
  readonly count: number;
  /** Of the best detection. */
  readonly top: string | null;
  readonly score: number | null;
  /** Milliseconds of the network alone. */
  readonly time: number | null;
  readonly notices: readonly Notice[];
}

export function tableRowOf({
  image: { width, height },
  detections,
  timings,
  notices,
}: Analysis): TableRow {
  let [best] = detections;
  for (const detection of detections) if (best && detection.score > best.score) best = detection;
  return {
    width,
    height,
    count: detections.length,
    top: best?.label ?? null,
    score: best?.score ?? null,
    time: timings.fcn?.run.median ?? null,
    notices,
  };
}
