/** @file Times from milliseconds to minutes on one axis: a logarithmic one, from a power of ten to a power of ten. */

export interface TimeAxis {
  /** Milliseconds at the ends. */
  readonly low: number;
  readonly high: number;
  /** The powers of ten from end to end. */
  readonly ticks: readonly number[];
}

/** @param times milliseconds; those that are no positive number do not count */
export function timeAxis(times: readonly number[]): TimeAxis {
  const usable = times.filter((time) => Number.isFinite(time) && time > 0);
  const [first, last] = usable.length > 0 ? [Math.min(...usable), Math.max(...usable)] : [1, 10];
  const from = Math.floor(Math.log10(first));
  const to = Math.max(Math.ceil(Math.log10(last)), from + 1);
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  return { low: 10 ** from, high: 10 ** to, ticks };
}

/** Share of the axis from its left end, 0…1. */
export function positionOf({ low, high }: TimeAxis, time: number): number {
  const share = Math.log(time / low) / Math.log(high / low);
  return Math.min(Math.max(share, 0), 1);
}
