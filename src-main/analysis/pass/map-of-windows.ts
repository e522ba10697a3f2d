/** @file The score map of the windows themselves: what the classifier gives on each, and nothing where no window lies. */
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import { heldScores } from "../../output/held-scores.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import type { CachedMap } from "./map-cache.ts";
import { checkHoldable, emptyMap } from "./maps.ts";
import { allCells } from "../windows/sample-cells.ts";
import { enterScores } from "../windows/cell-scores.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Subject } from "../subject/subject.ts";
import { windowBatches } from "../windows/window-batches.ts";

/** Windows at once, where the network takes so many. */
const most = 64;

/**
 * Visits every window once more, for a map that is no longer kept.
 * @throws UserError where the map is too large to be held, the signal's reason when the job is cancelled
 */
export async function scoresOfWindows(
  subject: Subject,
  sessions: Sessions,
  job: Job,
): Promise<CachedMap> {
  const held = emptyMap(checkHoldable(subject));
  const { model, raster, grid } = subject;
  const { session, largestBatch } = await sessions.dense(model, raster.channels);
  const checkpoint = new Checkpoint(job);
  const positions = grid.visited.columns * grid.visited.rows;
  const batches = windowBatches(raster, grid, allCells(positions), Math.min(most, largestBatch));
  for await (const { cells, pixels } of batches) {
    await checkpoint.reach();
    enterScores(held, cells, await session.run(pixels));
  }
  return keptWindows(held);
}

/** @param held its cells without a window are NaN */
export const keptWindows = (held: ScoreMap): CachedMap => ({
  source: heldScores(held),
  held,
  layer: null,
  boxes: () => Promise.resolve([]),
});
