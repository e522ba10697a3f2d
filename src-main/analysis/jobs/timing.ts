/** @file Times in milliseconds. */

/** Before a turn of one side of a comparison: longer than the threads of the other side spin. */
export const sleep = 25;

export interface Statistics {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @param values at least one */
export function statistics(values: readonly number[]): Statistics {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? NaN, sorted[Math.floor(middle)] ?? NaN];
  return { median: (low + high) / 2, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/** A result with the time that it took. */
export async function withTime<T>(work: () => T | Promise<T>): Promise<[result: T, time: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
