/** @file A score map in parts: one of a large image is never looked through as a whole. */
import type { CellArea } from "../../../src-core/contract/api.ts";
import { runs } from "../../../src-core/tiling/span.ts";
import type { ScoreSource } from "../../output/score-source.ts";

/** Side of the parts in which a large map is looked through, and how far each looks beyond its own cells. */
const [side, margin] = [1024, 64];
/** All of a map. */
export function* areas({ rows, columns }: ScoreSource): Generator<CellArea> {
  for (const [top, bottom] of runs(rows, side))
    for (const [left, right] of runs(columns, side))
      yield { row: top, column: left, rows: bottom - top, columns: right - left };
}

/** An area with its margin, as far as the map goes. */
export function within(
  { row, column, ...own }: CellArea,
  { rows, columns }: ScoreSource,
): CellArea {
  const [top, left] = [Math.max(0, row - margin), Math.max(0, column - margin)];
  return {
    row: top,
    column: left,
    rows: Math.min(rows, row + own.rows + margin) - top,
    columns: Math.min(columns, column + own.columns + margin) - left,
  };
}
