/** @file One cell of the pass beside the classifier on its window. */
import { said } from "../../../src-core/messages/said.ts";
import type { CellScores } from "../../../src-core/contract/api.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Passes } from "../results/passes.ts";
import { withLease } from "../sessions/leases.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Subject } from "../subject/subject.ts";
import { scoresAt } from "../windows/cell-scores.ts";
import { ScorePairs } from "../windows/score-pairs.ts";
import { windowAt } from "../windows/window-batches.ts";

/** @param sessions of the CPU @throws UserError outside the map */
export async function compareCell(
  passes: Passes,
  sessions: Sessions,
  subject: Subject,
  row: number,
  column: number,
): Promise<CellScores> {
  const { model, grid, raster } = subject;
  const { rows, columns } = grid;
  if (row >= rows || column >= columns)
    throw new UserError(
      "not-found",
      said("analysis.cell-lies-outside-map", { row, column, rows, columns }),
    );
  const scores = await scoresAt(await passes.map(subject), [{ row, column }]);
  const pass = numbers(scores);
  if (row >= grid.visited.rows || column >= grid.visited.columns)
    return { row, column, pass, window: null, maxAbsDiff: null };
  const pixels = await windowAt(raster, grid, { row, column });
  const dense = sessions.dense(model, raster.channels);
  const { data } = await withLease(dense, ({ session }) => session.run(pixels));
  const pairs = new ScorePairs();
  pairs.add(scores, data);
  const maxAbsDiff = pairs.compared > 0 ? pairs.maxAbsDiff : null;
  return { row, column, pass, window: numbers(data), maxAbsDiff };
}

/** As JSON can hold them. */
const numbers = (scores: Float32Array): (number | null)[] =>
  Array.from(scores, (score) => (Number.isFinite(score) ? score : null));
