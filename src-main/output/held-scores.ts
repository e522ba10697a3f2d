/** @file A score map in memory, read like one on the disk. */
import type { CellArea, ScoreRange } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { checkArea } from "./map-grid.ts";
import type { ScoreSource } from "./score-source.ts";
import { rangeOf, told } from "./tile-ranges.ts";

export function heldScores(map: ScoreMap): ScoreSource {
  const { classes, rows, columns } = map;
  const cut = (first: number, count: number, area: CellArea): ScoreMap => {
    checkArea(map, area);
    const data = new Float32Array(count * area.rows * area.columns);
    for (let line = 0; line < count * area.rows; line++) {
      const row = line % area.rows;
      const index = first + (line - row) / area.rows;
      const start = (index * rows + area.row + row) * columns + area.column;
      data.set(map.data.subarray(start, start + area.columns), line * area.columns);
    }
    return { data, classes: count, rows: area.rows, columns: area.columns };
  };
  let range: ScoreRange | undefined;
  return {
    classes,
    rows,
    columns,
    // Looked for when it is asked for: it takes longer than finding the objects.
    get range() {
      range ??= told(rangeOf(map.data));
      return range;
    },
    read: (area) => Promise.resolve(cut(0, classes, area)),
    readClasses: (first, count, area) => Promise.resolve(cut(first, count, area)),
  };
}
