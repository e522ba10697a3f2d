/** @file Scores as engines return them → the score map of an image's windows. */
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Scores } from "../engine/engine.ts";
import type { Grid } from "./grid.ts";

/** The map of the cells whose windows lie inside the image: the same array where these are all. */
export function trim({ data, classes, rows, columns }: Scores, grid: Grid): ScoreMap {
  if (rows === grid.rows && columns === grid.columns) return { data, classes, rows, columns };
  const trimmed = new Float32Array(classes * grid.rows * grid.columns);
  for (let line = 0; line < classes * grid.rows; line++) {
    const from = (Math.floor(line / grid.rows) * rows + (line % grid.rows)) * columns;
    trimmed.set(data.subarray(from, from + grid.columns), line * grid.columns);
  }
  return { data: trimmed, classes, rows: grid.rows, columns: grid.columns };
}

/** An empty map that the scores of single windows are entered into. */
export function emptyMap(classes: number, { rows, columns }: Grid): ScoreMap {
  return { data: new Float32Array(classes * rows * columns).fill(NaN), classes, rows, columns };
}

/** @param scores cells × classes */
export function enter(map: ScoreMap, cells: readonly number[], { data, classes }: Scores): void {
  const plane = map.rows * map.columns;
  for (const [place, cell] of cells.entries())
    for (let index = 0; index < classes; index++)
      map.data[index * plane + cell] = data[place * classes + index] ?? NaN;
}
