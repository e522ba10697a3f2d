/** @file When the sliding window would win: the saving comes from overlap alone. Times are milliseconds. */
import type { Analysis } from "../../src-core/contract/analysis.ts";

export interface BreakEven {
  /** FLOPs of all windows over FLOPs of the pass; null where a count is missing. */
  readonly flopsRatio: number | null;
  readonly positions: number;
  /** Windows, in their best batch, that take as long as the pass: fewer are faster. */
  readonly windows: number;
  /** Windows side by side that fit the image, and what they take at the measured time per window. */
  readonly disjoint: { readonly count: number; readonly time: number };
  readonly pass: number;
}

/** Null until pass and baseline are measured. */
export function breakEven({ image, model, timings, flops }: Analysis): BreakEven | null {
  const { fcn, window } = timings;
  if (!fcn || !window || window.positions === 0) return null;
  const perWindow = window.batched.median / window.positions;
  const count =
    Math.floor(image.width / model.window.width) * Math.floor(image.height / model.window.height);
  return {
    flopsRatio: flops.fcn && flops.window ? flops.window / flops.fcn : null,
    positions: window.positions,
    windows: fcn.run.median / perWindow,
    disjoint: { count, time: count * perWindow },
    pass: fcn.run.median,
  };
}
