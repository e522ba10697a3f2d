/** @file Lowest and highest score of every tile, beside the arrays: two float32 per tile, at the tile's place. */
import { open, readFile, writeFile } from "node:fs/promises";
import type { ScoreRange } from "../../src-core/contract/api.ts";

/** Room for all tiles. */
export const beginRanges = (path: string, tiles: number): Promise<void> =>
  writeFile(path, new Uint8Array(8 * tiles));

/** @returns low and high of each tile in turn, or null where the file is not there or not whole */
export async function readRanges(path: string, tiles: number): Promise<Float32Array | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes?.length === 8 * tiles ? new Float32Array(Uint8Array.from(bytes).buffer) : null;
}

export async function writeRange(
  path: string,
  index: number,
  { low, high }: ScoreRange,
): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.write(new Uint8Array(Float32Array.of(low, high).buffer), 0, 8, 8 * index);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Of nothing: it is changed by every other. */
export const emptyRange: ScoreRange = { low: Infinity, high: -Infinity };

export const widen = (one: ScoreRange, other: ScoreRange): ScoreRange => ({
  low: Math.min(one.low, other.low),
  high: Math.max(one.high, other.high),
});

/** Of all scores that are finite numbers. */
export function rangeOf(scores: Float32Array): ScoreRange {
  let { low, high } = emptyRange;
  for (const score of scores) {
    if (!Number.isFinite(score)) continue;
    if (score < low) low = score;
    if (score > high) high = score;
  }
  return { low, high };
}

/** As it is told: 0 to 0 where there is no score at all. */
export const told = (range: ScoreRange): ScoreRange =>
  range.low <= range.high ? range : { low: 0, high: 0 };
