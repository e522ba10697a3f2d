/**
 * @file How many times slower this machine is, right now, than the one that the tests' time-outs are made for. A time-out is
 * a net under what does not come at all; what is slow may take its time.
 */
import { Worker } from "node:worker_threads";

/** Hands the measured figure to the processes that run the tests. */
export const variable = "FULLCONV_SLOWNESS";

/** Milliseconds of the work below on the machine that the time-outs are made for, on each of its cores at once. */
const reference = 360;

/** Text, since a thread is started from it. */
const work = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", () => {
    let state = 1;
    for (let step = 0; step < 2e8; step++) state = (Math.imul(state, 1664525) + 1013904223) | 0;
    parentPort.postMessage(state);
  });
  parentPort.postMessage("ready");`;

/**
 * Of work on the wall clock, long enough that no pause of the scheduler hides in it, on as many threads as tests run on; the
 * clock stands outside the threads, so that the time in which one waits for its turn counts, too. Said once, and remembered
 * in the environment.
 */
export async function measureSlowness(threads: number): Promise<number> {
  const known = process.env[variable];
  if (known !== undefined) return Number(known);
  const workers = Array.from({ length: threads }, () => new Worker(work, { eval: true }));
  await Promise.all(workers.map(answered));
  const start = performance.now();
  await Promise.all(
    workers.map((worker) => {
      const done = answered(worker);
      worker.postMessage("go");
      return done;
    }),
  );
  const slowness = Math.max(1, (performance.now() - start) / reference);
  await Promise.all(workers.map((worker) => worker.terminate()));
  if (slowness > 1.5)
    console.warn(
      `This machine is slow, or busy: time-outs are ${slowness.toFixed(1)} times as long`,
    );
  process.env[variable] = String(slowness);
  return slowness;
}

const answered = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once("message", () => {
      resolve();
    });
    worker.once("error", reject);
  });

/** @param milliseconds more than enough on the machine that the time-outs are made for */
export const patience = (milliseconds: number): number =>
  Math.ceil(milliseconds * Number(process.env[variable] ?? 1));
