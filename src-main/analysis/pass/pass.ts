/** @file The single pass over a whole image, in as many tiles as memory asks for, timed. */
import type { PassTimings } from "../../../src-core/contract/analysis.ts";
import { tilesOf } from "../../../src-core/tiling/plan.ts";
import type { Session } from "../../engine/engine.ts";
import type { Job } from "../jobs/job.ts";
import type { MapSink } from "./maps.ts";
import { nowhere, openSink } from "./maps.ts";
import { cellsOf } from "./tile-scores.ts";
import { recordTime } from "./recorded-time.ts";
import type { Subject } from "../subject/subject.ts";
import { TileRunner } from "./tile-runner.ts";
import { spread } from "../jobs/timing.ts";

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

export interface PassWishes {
  readonly runs: number;
  /** Whether a first run warms up, which is not counted. */
  readonly warmUp: boolean;
  /** What runs it by then: the time of a large image is kept for each device. The CPU where it is left out. */
  readonly device?: () => string;
}

/**
 * Runs the network over the image: once as a warm-up whose map is handed out at once, then on the clock. A large image is
 * run once, after a warm-up on one tile: there, tiles that are on the disk already are not run again, and the time is that
 * of those that were, scaled to all.
 * @param onMap hears of the map as soon as there is something to look at: one on the disk may be empty yet
 * @throws the signal's reason when the job is cancelled
 */
export async function timePass(
  session: Session,
  subject: Subject,
  wishes: PassWishes,
  job: Job,
  onMap: (first: PassOutcome) => Promise<void>,
): Promise<PassOutcome> {
  const { facts, model, plan, key } = subject;
  const tiles = [...tilesOf(model.surgery, facts, plan)];
  const cells = plan.map.rows * plan.map.columns;
  const warmUp = wishes.warmUp && !facts.large;
  const runs = facts.large ? 1 : wishes.runs;
  const total = cells * (warmUp ? runs + 1 : runs);
  const report = (done: number): void => {
    job.progress({ phase: "pass", done, total });
  };
  const sink = await openSink(subject, job);
  const missing = tiles.filter((tile) => !sink.has(tile));
  let done = cells - missing.reduce((sum, tile) => sum + cellsOf(tile), 0);
  report(done);
  const runner = new TileRunner(session, subject, job);
  // Where all is there, there is no other way to a time.
  const samples = facts.large ? tiles.slice(0, missing.length > 0 ? 1 : 4) : [];
  const sample = await runner.run(samples, nowhere, () => undefined);
  const outcome = (times: readonly number[]): PassOutcome => ({
    sink,
    runs: Math.max(times.length, 1),
    run: times.length > 0 ? spread(times) : null,
    tiles: runner.tiles,
    waited: runner.waited,
    decoded: runner.decoded,
    placed: runner.placed,
  });
  if (sink.layer) await onMap(outcome([]));
  const first = await runner.run(missing, sink, (more) => {
    report(done + more);
  });
  done = cells;
  const spent = facts.large
    ? await recordTime([key, wishes.device?.() ?? "cpu"], first, sample)
    : first;
  const time = spent.cells > 0 ? [(spent.time * cells) / spent.cells] : [];
  if (!sink.layer) await onMap(outcome(time));
  let { decoded } = runner;
  const waits: number[] = [];
  // What was there already took its time before: as that of the network, these are those of the whole.
  const whole = first.cells > 0 ? cells / first.cells : 1;
  const [waited, placed] = [runner.waited * whole, runner.placed * whole];
  const times = warmUp ? [] : time;
  let { failure } = session;
  while (times.length < runs) {
    runner.waited = 0;
    runner.decoded = 0;
    // Scaling belongs to each run, as it does to each image: what the one before has kept of it is left out.
    runner.raster = subject.raster.fresh?.() ?? subject.raster;
    const again = await runner.run(tiles, nowhere, (more) => {
      report(Math.min(done + more, total));
    });
    done += cells;
    // A device failed: what was measured before is another one's time.
    if (again.cells < cells || session.failure !== failure) times.length = 0;
    failure = session.failure;
    waits.push(runner.waited);
    ({ decoded } = runner);
    times.push((again.time * cells) / again.cells);
  }
  const seen = waits.length > 0 ? spread(waits).median : waited;
  return { ...outcome(times), waited: seen, decoded, placed };
}
