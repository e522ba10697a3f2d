/** @file What the comparison shows, from what was measured. Times are milliseconds. */
import type { Analysis } from "../../src-core/contract/analysis.ts";

export interface MeasuredTime {
  readonly way: "pass" | "batched" | "single";
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Windows visited per run, where only a sample of them was. */
  readonly sampled: number | null;
}

/** The ways that were measured; the pass is there as soon as it was timed. */
export function measuredTimes({ timings: { fcn, window } }: Analysis): MeasuredTime[] {
  const measured: MeasuredTime[] = [];
  if (fcn) measured.push({ way: "pass", ...timesOf(fcn.run), sampled: null });
  if (window)
    for (const way of ["batched", "single"] as const)
      measured.push({
        way,
        ...timesOf(window[way]),
        sampled: window[way].extrapolated ? window[way].measured : null,
      });
  return measured;
}

const timesOf = ({
  median,
  min,
  max,
}: Omit<MeasuredTime, "way" | "sampled">): Omit<MeasuredTime, "way" | "sampled"> => ({
  median,
  min,
  max,
});

export const anyExtrapolated = ({ timings: { window } }: Analysis): boolean =>
  window !== undefined && (window.batched.extrapolated || window.single.extrapolated);
