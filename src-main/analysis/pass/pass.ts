/** @file The single pass over a whole image, in as many tiles as memory asks for, timed. */
import type { PassTimings } from "../../../src-core/contract/analysis.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import { tilesOf } from "../../../src-core/tiling/plan.ts";
import type { Session } from "../../engine/engine.ts";
import type { Job } from "../jobs/job.ts";
import { statistics } from "../jobs/timing.ts";
import type { Subject } from "../subject/subject.ts";
import { makeMap } from "./map-run.ts";
import type { MapSink } from "./maps.ts";
import { openSink } from "./maps.ts";
import type { BegunPass } from "./unfinished-passes.ts";
import { PassProgress } from "./pass-progress.ts";
import { repeatRuns } from "./repeated-runs.ts";
import type { Sink, TileResult } from "./tile-runner.ts";
import { tileCells } from "./tile-scores.ts";
import { TileRunner } from "./tile-runner.ts";

export interface PassOutcome {
  readonly sink: MapSink;
  readonly runs: number;
  /** Null before the first run is over. */
  readonly run: PassTimings["run"] | null;
  readonly tiles: TileRunner["tiles"];
  /** Milliseconds of reading pixels that the network had to wait for, in one run. */
  readonly waited: number;
  /** Milliseconds of reading boxes out of the network's numbers, in one run. */
  readonly decoded: number;
  /** Milliseconds of putting scores into the map that the network had to wait for: where it lies on the disk, of writing. */
  readonly placed: number;
}

export interface PassOptions {
  readonly runs: number;
  /** Whether a first run warms up, which is not counted. */
  readonly warmUp: boolean;
  /** What runs it by then: the time of a large image is kept for each device. The CPU where it is left out. */
  readonly device?: () => string;
  /** Hears of each tile of the map that is in its place. */
  readonly onTile?: ((tile: Tile, result: TileResult) => void) | undefined;
  /** What is there of it already; it begins anew where that is left out. */
  readonly begun?: BegunPass;
}

/**
 * Runs the network over the image: once as a warm-up whose map is handed out at once, then on the clock. A large image is
 * run once, after a warm-up on one tile: there, tiles that are on the disk already are not run again.
 * @param onMap hears of the map as soon as there is something to look at: one on the disk may be empty yet
 * @throws the signal's reason when the job is cancelled
 */
export async function timePass(
  session: Session,
  subject: Subject,
  options: PassOptions,
  job: Job,
  onMap: (first: PassOutcome) => Promise<void>,
): Promise<PassOutcome> {
  const { facts, model, plan } = subject;
  const warmUp = options.warmUp && !facts.large;
  const runs = facts.large ? 1 : options.runs;
  const tiles = [...tilesOf(model.surgery, facts, plan)];
  const cells = plan.map.rows * plan.map.columns;
  const progress = new PassProgress(job, cells, warmUp ? runs + 1 : runs);
  const device = options.device ?? (() => "cpu");
  const begun = options.begun ?? {
    sink: await openSink(subject, job),
    spent: { time: 0, cells: 0 },
  };
  const { sink } = begun;
  const runner = new TileRunner(session, subject, job);
  const outcome = (times: readonly number[]): PassOutcome => ({
    sink,
    runs: Math.max(times.length, 1),
    run: times.length > 0 ? statistics(times) : null,
    tiles: runner.tiles,
    waited: runner.waited,
    decoded: runner.decoded,
    placed: runner.placed,
  });
  const to = { sink: counted(begun, options.onTile), spent: begun.spent };
  const made = await makeMap(runner, subject, tiles, to, device, progress, async () => {
    if (sink.layer) await onMap(outcome([]));
  });
  const own = made.time === null ? [] : [made.time];
  if (!sink.layer) await onMap(outcome(own));
  const wanted = { counted: warmUp ? [] : own, runs };
  const { times, waits } = await repeatRuns(runner, session, subject, tiles, wanted, progress);
  const waited = waits.length > 0 ? statistics(waits).median : made.waited;
  return { ...outcome(times), waited, placed: made.placed };
}

/** The same place for scores, where it is counted what each tile took, and somebody may hear of it. */
const counted = ({ sink, spent }: BegunPass, onTile: PassOptions["onTile"]): Sink => ({
  has: (tile) => sink.has(tile),
  take: async (tile, computed) => {
    await sink.take(tile, computed);
    spent.time += computed.time;
    spent.cells += tileCells(tile);
    onTile?.(tile, computed);
  },
});
