/** @file Where pass and windows differ: their scores side by side at cells that are spread over the image. */
import { said } from "../../../src-core/messages/said.ts";
import type { CellDifferences } from "../../../src-core/contract/lesson/differences.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { halfPrecision, tolerance } from "../../../src-core/network/properties/tolerance.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import { checkTwin } from "../models/check-twin.ts";
import type { Passes } from "../results/passes.ts";
import { withLease } from "../sessions/leases.ts";
import type { DenseLease, Sessions } from "../sessions/sessions.ts";
import type { Subject } from "../subject/subject.ts";
import { scoresAt } from "../windows/cell-scores.ts";
import { cutWindows } from "../windows/cut-windows.ts";
import { evenCells } from "../windows/even-cells.ts";
import { ScorePairs } from "../windows/score-pairs.ts";
import type { CellPlace } from "../windows/window-batches.ts";

/** More cells than that nobody could tell apart in a picture. */
const mostCells = 128 * 128;
const usualBatch = 64;

/**
 * @param sessions of the CPU
 * @param budget milliseconds: a batch that is timed first says how many windows fit
 * @throws UserError for a model without windows, the signal's reason when the job is cancelled
 */
export async function cellDifferences(
  passes: Passes,
  sessions: Sessions,
  subject: Subject,
  budget: number,
  job: Job,
): Promise<CellDifferences> {
  const { model, raster, path } = subject;
  checkTwin(path, model.card);
  const map = await passes.map(subject, job);
  return withLease(sessions.dense(model, raster.channels), (dense) =>
    compareSpread(map, dense, subject, budget, job),
  );
}

async function compareSpread(
  map: ScoreSource,
  { session, largestBatch }: Pick<DenseLease, "session" | "largestBatch">,
  { model, grid, raster, path, isHalf }: Subject,
  budget: number,
  job: Job,
): Promise<CellDifferences> {
  if (grid.visited.rows * grid.visited.columns === 0)
    throw new UserError("image-too-small", said("analysis.no-window-lies-inside", { path }));
  const checkpoint = new Checkpoint(job);
  const size = Math.min(usualBatch, largestBatch);
  const all = new ScorePairs();
  const compare = async (cells: readonly CellPlace[]): Promise<(number | null)[]> => {
    await checkpoint.reach();
    const places = cells.map(({ row, column }) => ({
      x: column * grid.strideX,
      y: row * grid.strideY,
    }));
    const { data, classes } = await session.run(await cutWindows(raster, grid, places));
    const known = await scoresAt(map, cells);
    return cells.map((_, at) => {
      const [first, end] = [at * classes, (at + 1) * classes];
      const pair = [known.subarray(first, end), data.subarray(first, end)] as const;
      const one = new ScorePairs();
      one.add(...pair);
      all.add(...pair);
      return one.differing > 0 || one.compared === 0 ? null : one.maxAbsDiff;
    });
  };
  const trial = crossings(evenCells(grid.visited, Math.min(16, size)));
  await compare(trial); // the session's first run is slower
  const start = performance.now();
  await compare(trial);
  const each = (performance.now() - start) / trial.length;
  const affordable = Math.max(trial.length, Math.floor(budget / each));
  const lattice = evenCells(grid.visited, Math.min(mostCells, affordable));
  const cells = crossings(lattice);
  const maxAbsDiff: (number | null)[] = [];
  for (let first = 0; first < cells.length; first += size) {
    maxAbsDiff.push(...(await compare(cells.slice(first, first + size))));
    job.progress({ phase: "compare", done: maxAbsDiff.length, total: cells.length });
  }
  const share = isHalf ? halfPrecision : tolerance(model.surgery.classifier.model);
  return {
    rows: [...lattice.rows],
    columns: [...lattice.columns],
    maxAbsDiff,
    largest: all.largest,
    rounding: share * Math.max(1, all.largest),
  };
}

const crossings = ({ rows, columns }: ReturnType<typeof evenCells>): CellPlace[] =>
  rows.flatMap((row) => columns.map((column) => ({ row, column })));
