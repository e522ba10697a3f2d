/** @file What is told of scores that are no numbers. See [Note: Scores that are no numbers]. */
import { noticeOf } from "../../../src-core/contract/notices.ts";
import { said } from "../../../src-core/messages/said.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { Subject, Subjects } from "../subject/subject.ts";

/** @param odds cells of each scale of which a class has NaN or infinity */
export function scoresNotFinite(subjects: Subjects, odds: readonly number[]): Notice[] {
  const odd = odds.reduce((sum, each) => sum + each, 0);
  if (odd === 0) return [];
  const all = subjects.map(scoredCells).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const message = said("analysis.network-gives-nan-infinity", { odd, all });
  return [noticeOf("scores-not-finite", message)];
}

/** Where no window lies, the windows' map has no score: that is not the network's doing. */
export const scoredCells = ({ scoresOf, grid }: Subject): { rows: number; columns: number } =>
  scoresOf === "windows" ? grid.visited : grid;
