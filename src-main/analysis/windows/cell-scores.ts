/** @file Scores of single cells, out of a map and into it. */
import type { CellArea } from "../../../src-core/contract/api.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { Scores } from "../../engine/engine.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import type { CellPlace } from "./window-batches.ts";

/** Cells that lie so close are read at once. */
const densest = 8;

/** cells × classes */
export async function scoresAt(
  map: ScoreSource,
  cells: readonly CellPlace[],
): Promise<Float32Array> {
  const found = new Float32Array(cells.length * map.classes);
  const all = around(cells);
  const whole = all.rows * all.columns <= densest * cells.length ? await map.read(all) : null;
  for (const [place, cell] of cells.entries()) {
    const area = whole ? all : { ...cell, rows: 1, columns: 1 };
    const { data } = whole ?? (await map.read(area));
    const plane = area.rows * area.columns;
    const from = (cell.row - area.row) * area.columns + cell.column - area.column;
    for (let index = 0; index < map.classes; index++)
      found[place * map.classes + index] = data[index * plane + from] ?? NaN;
  }
  return found;
}

/** @param scores cells × classes, entered into a map at those cells */
export function enterScores(
  map: ScoreMap,
  cells: readonly CellPlace[],
  { data, classes }: Scores,
  { row, column }: CellPlace = { row: 0, column: 0 },
): void {
  const plane = map.rows * map.columns;
  for (const [place, cell] of cells.entries()) {
    const target = (cell.row - row) * map.columns + cell.column - column;
    for (let index = 0; index < classes; index++)
      map.data[index * plane + target] = data[place * classes + index] ?? NaN;
  }
}

function around(cells: readonly CellPlace[]): CellArea {
  let [top, bottom, left, right] = [Infinity, 0, Infinity, 0];
  for (const { row, column } of cells) {
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
  }
  return { row: top, column: left, rows: bottom - top, columns: right - left };
}
