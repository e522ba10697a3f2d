/** @file Further runs of a pass whose map is there, for their time alone. */
import type { Tile } from "../../../src-core/tiling/plan.ts";
import type { Session } from "../../engine/engine.ts";
import type { Subject } from "../subject/subject.ts";
import { nowhere } from "./maps.ts";
import type { PassProgress } from "./pass-progress.ts";
import type { TileRunner } from "./tile-runner.ts";

export interface RepeatedRuns {
  /** Milliseconds of the network for all cells, run by run; those that count already come first. */
  readonly times: readonly number[];
  /** Milliseconds of waiting for pixels in each further run. */
  readonly waits: readonly number[];
}

/**
 * Runs all tiles again until there are as many times as are wanted. Where the device fails, what was measured before is another
 * one's time and is left out.
 * @param counted times of runs before these that count
 * @throws the signal's reason when the job is cancelled
 */
export async function repeatRuns(
  runner: TileRunner,
  session: Session,
  { plan, raster }: Subject,
  tiles: readonly Tile[],
  { counted, runs }: { readonly counted: readonly number[]; readonly runs: number },
  progress: PassProgress,
): Promise<RepeatedRuns> {
  const cells = plan.map.rows * plan.map.columns;
  let times = [...counted];
  const waits: number[] = [];
  let { failure } = session;
  for (let done = 1; times.length < runs; done++) {
    progress.reached(done * cells);
    runner.waited = 0;
    runner.decoded = 0;
    // Scaling belongs to each run, as it does to each image: what the one before has kept of it is left out.
    runner.raster = raster.fresh?.() ?? raster;
    const run = await runner.run(tiles, nowhere, (cellsDone) => {
      progress.at(cellsDone);
    });
    if (run.cells < cells || session.failure !== failure) times = [];
    failure = session.failure;
    waits.push(runner.waited);
    times.push((run.time * cells) / run.cells);
  }
  return { times, waits };
}
