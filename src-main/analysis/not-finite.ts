/** @file What is told of scores that are no numbers. See [Note: Scores that are no numbers]. */
import type { Notice } from "../../src-core/contract/notices.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Subjects } from "./report.ts";
import type { Subject } from "./subject.ts";

/**
 * Of maps in memory, all scales together.
 * @param maps of the scales; null where one is larger than what is held
 */
export function scoresNotFinite(subjects: Subjects, maps: readonly (ScoreMap | null)[]): Notice[] {
  let [odd, all] = [0, 0];
  for (const [index, subject] of subjects.entries()) {
    const map = maps[index];
    if (!map) continue;
    const { rows, columns } = cellsOf(subject);
    all += rows * columns;
    odd += cellsWithout(map, rows, columns);
  }
  if (odd === 0) return [];
  const message = `the network gives NaN or infinity at ${odd} of ${all} cells: no object is found by such a score`;
  return [{ code: "scores-not-finite", message }];
}

/** Where no window lies, the windows' map has no score: that is not the network's doing. */
const cellsOf = ({ scoresOf, grid }: Subject): { rows: number; columns: number } =>
  scoresOf === "windows" ? grid.visited : grid;

function cellsWithout({ data, classes, ...map }: ScoreMap, rows: number, columns: number): number {
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
