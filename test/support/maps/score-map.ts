/** @file Score maps for tests: random ones, and what a simple loop says of them. */
import type { CellArea } from "../../../src-core/contract/api.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import { seeded } from "../random.ts";

/** float32 scores between 0 and 1, the same for the same seed. */
export function randomMap(classes: number, rows: number, columns: number, seed = 1): ScoreMap {
  const next = seeded(seed);
  const data = Float32Array.from({ length: classes * rows * columns }, next);
  return { data, classes, rows, columns };
}

export const scoreAt = (
  { data, rows, columns }: ScoreMap,
  index: number,
  row: number,
  column: number,
): number => data[(index * rows + row) * columns + column] ?? NaN;

/** classes × rows × columns of a part, cell by cell. */
export function cutOf(map: ScoreMap, { row, column, rows, columns }: CellArea): Float32Array {
  const data = new Float32Array(map.classes * rows * columns);
  let cell = 0;
  for (let index = 0; index < map.classes; index++)
    for (let r = row; r < row + rows; r++)
      for (let c = column; c < column + columns; c++) data[cell++] = scoreAt(map, index, r, c);
  return data;
}

/** The map at a level: the highest score of 2^level × 2^level cells, those that are NaN left out. */
export function pooledBySearch(map: ScoreMap, level: number): ScoreMap {
  const step = 2 ** level;
  const [rows, columns] = [Math.ceil(map.rows / step), Math.ceil(map.columns / step)];
  const data = new Float32Array(map.classes * rows * columns).fill(NaN);
  for (let index = 0; index < map.classes; index++)
    for (let row = 0; row < map.rows; row++)
      for (let column = 0; column < map.columns; column++) {
        const score = scoreAt(map, index, row, column);
        const cell = (index * rows + Math.floor(row / step)) * columns + Math.floor(column / step);
        const best = data[cell] ?? NaN;
        if (!Number.isNaN(score) && (Number.isNaN(best) || score > best)) data[cell] = score;
      }
  return { data, classes: map.classes, rows, columns };
}
