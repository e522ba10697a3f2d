/** @file The single pass over a whole image, timed. */
import type { PassTimings } from "../../src-core/contract/analysis.ts";
import type { Pixels, Scores } from "../engine/engine.ts";
import type { Job } from "./job.ts";
import { Breath } from "./job.ts";
import type { OpenSession } from "./sessions.ts";
import { spread, timed } from "./timing.ts";

export interface TimedScores {
  readonly scores: Scores;
  readonly runs: number;
  readonly run: PassTimings["run"];
}

/**
 * Runs the network over the image: once as a warm-up whose result is handed out at once, then `runs` times on the clock.
 * @throws the signal's reason when the job is cancelled
 */
export async function timePass(
  { session }: OpenSession,
  image: Pixels,
  runs: number,
  job: Job,
  onFirst: (first: TimedScores) => Promise<void>,
): Promise<TimedScores> {
  const breath = new Breath(job);
  const total = runs + 1;
  job.progress({ phase: "pass", done: 0, total });
  await breath.take();
  let [scores, time] = await timed(() => session.run(image));
  job.progress({ phase: "pass", done: 1, total });
  await onFirst({ scores, runs: 1, run: spread([time]) });
  const times: number[] = [];
  while (times.length < runs) {
    await breath.take();
    [scores, time] = await timed(() => session.run(image));
    times.push(time);
    job.progress({ phase: "pass", done: 1 + times.length, total });
  }
  return { scores, runs, run: spread(times) };
}
