/**
 * @file What is known of every tile's scores, beside the arrays: the lowest, the highest, and how many cells have one that is no
 * finite number. Three float32 per tile, at the tile's place.
 */
import { open, readFile, writeFile } from "node:fs/promises";
import type { ScoreRange } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";

export interface TileRange extends ScoreRange {
  /** Cells of which a class has NaN or infinity. */
  readonly odd: number;
}

const bytesEach = 12;

/** Room for all tiles. */
export const beginRanges = (path: string, tiles: number): Promise<void> =>
  writeFile(path, new Uint8Array(bytesEach * tiles));

/** @returns what is known of a tile, or null where the file is not there or not whole */
export async function readRanges(
  path: string,
  tiles: number,
): Promise<((tile: number) => TileRange) | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes?.length !== bytesEach * tiles) return null;
  const numbers = new Float32Array(Uint8Array.from(bytes).buffer);
  return (tile) => {
    const [low = Infinity, high = -Infinity, odd = 0] = numbers.subarray(3 * tile, 3 * tile + 3);
    return { low, high, odd };
  };
}

export async function writeRange(
  path: string,
  index: number,
  { low, high, odd }: TileRange,
): Promise<void> {
  const file = await open(path, "r+");
  try {
    const bytes = new Uint8Array(Float32Array.of(low, high, odd).buffer);
    await file.write(bytes, 0, bytesEach, bytesEach * index);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Of nothing: it is changed by every other. */
export const emptyRange: TileRange = { low: Infinity, high: -Infinity, odd: 0 };

/** Of both tiles together. */
export const widen = (one: TileRange, other: TileRange): TileRange => ({
  low: Math.min(one.low, other.low),
  high: Math.max(one.high, other.high),
  odd: one.odd + other.odd,
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

/** Cells of the upper left part of a map of which a class has NaN or infinity. */
export function cellsNotFinite(
  { data, classes, ...map }: ScoreMap,
  { rows, columns }: { readonly rows: number; readonly columns: number } = map,
): number {
  const plane = map.rows * map.columns;
  let cells = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let kind = 0; kind < classes; kind++)
        if (!Number.isFinite(data[kind * plane + row * map.columns + column])) {
          cells++;
          break;
        }
  return cells;
}

/** As it is told: 0 to 0 where there is no score at all. */
export const told = ({ low, high }: ScoreRange): ScoreRange =>
  low <= high ? { low, high } : { low: 0, high: 0 };
