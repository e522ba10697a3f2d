/** @file The levels of a score map, each from the one below. */
import type { ScoreMap } from "../../src-core/overlay/plane.ts";

/** A part of a map and what it is at every further level. */
export function pyramid(map: ScoreMap, levels: number): ScoreMap[] {
  const maps = [map];
  for (let last = map; maps.length < levels; maps.push(last)) last = maxPool(last);
  return maps;
}

/**
 * Highest score of every 2 × 2 cells, per class: a single hot cell stays visible from afar, which a mean would hide.
 * At an odd border the cells that are there count; NaN counts only where there is nothing else.
 * @returns classes × ⌈rows / 2⌉ × ⌈columns / 2⌉
 */
export function maxPool({ data, classes, rows, columns }: ScoreMap): ScoreMap {
  const half = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const pooled = new Float32Array(classes * half.rows * half.columns).fill(NaN);
  for (let line = 0; line < classes * rows; line++) {
    const row = line % rows;
    const target = (((line - row) / rows) * half.rows + (row >> 1)) * half.columns;
    const source = line * columns;
    for (let column = 0; column < columns; column++) {
      const score = data[source + column] ?? NaN;
      const cell = target + (column >> 1);
      // Written so that a comparison with NaN lets a number through.
      if (!(score <= (pooled[cell] ?? NaN)) && !Number.isNaN(score)) pooled[cell] = score;
    }
  }
  return { data: pooled, classes, ...half };
}
