/** @file How long it will take to measure what nobody has measured yet: what takes long is offered, not begun. */
import type { Analysis } from "../../src-core/contract/analysis.ts";

/** Runs of a precise measurement, and rounds in which pass and windows take turns. */
export const repetitions = 5;

/** Milliseconds of network time for the windows. */
export const usualBudget = 10_000;

/** What the passes of all rounds may take beside the windows, as a share of their budget. */
const passShare = 0.25;

/** Milliseconds of a pass that is run again unasked. */
const longestUnasked = 1000;

type Measured = Pick<Analysis, "timings" | "tiles">;

/** Whether the windows may be measured after the pass without being asked for: a comparison runs the pass again. */
export const comparesUnasked = ({ timings: { fcn } }: Measured): boolean =>
  fcn !== undefined && fcn.run.median < longestUnasked;

/** Milliseconds of the pass again and again, after a tile off the clock; null before it ran once. */
export function repetitionTime({ timings: { fcn }, tiles }: Measured): number | null {
  return fcn ? fcn.run.median * (repetitions + 1 / Math.max(1, tiles.count)) : null;
}

/**
 * Milliseconds of a comparison with windows that fill their budget, as those of a long pass do. In each round a tile is run off the
 * clock, and as many of the pass's tiles as its share allows, one at least.
 */
export function comparisonTime({ timings: { fcn }, tiles }: Measured): number | null {
  if (!fcn) return null;
  const run = fcn.run.median;
  const tile = run / Math.max(1, tiles.count);
  const turn = Math.min(run, Math.max((usualBudget * passShare) / repetitions, tile));
  return usualBudget + repetitions * (tile + turn);
}

/** Milliseconds of a comparison that visits every window in each round; null before any was measured. */
export function fullComparisonTime({ timings: { fcn, window } }: Measured): number | null {
  if (!fcn || !window) return null;
  return repetitions * (fcn.run.median + window.batched.median + window.single.median);
}
