/**
 * @file How long this process stood still: the machine slept, or the process was held. Clocks go on meanwhile on some systems, so
 * that times which were measured may hold it. A thread of its own looks, for a run of a network keeps this one from looking.
 */
import { said } from "../../../src-core/messages/said.ts";
import { noticeOf } from "../../../src-core/contract/notices.ts";
import { Worker } from "node:worker_threads";
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";

/** Milliseconds between two looks, and between two of them that no busy machine makes. */
const usual = { interval: 500, longest: 3000 };

const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6;

/** In the thread: milliseconds that it stood still so far, and when it last looked. */
const look = `
const { workerData: { memory, interval, longest } } = require("node:worker_threads");
const seen = new Float64Array(memory);
seen[1] = Number(process.hrtime.bigint()) / 1e6;
setInterval(() => {
  const now = Number(process.hrtime.bigint()) / 1e6;
  if (now - seen[1] > longest) seen[0] += now - seen[1];
  seen[1] = now;
}, interval);
`;

export class Standstill {
  private readonly longest: number;
  private readonly seen: Float64Array;
  private isWatched = true;

  constructor({ interval, longest } = usual) {
    this.longest = longest;
    const memory = new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT);
    this.seen = new Float64Array(memory);
    try {
      const thread = new Worker(look, {
        eval: true,
        workerData: { memory, interval, longest },
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
      });
      thread.on("error", () => undefined); // `exit` follows
      thread.once("exit", () => (this.isWatched = false));
      thread.unref();
    } catch {
      // Without it nothing is known, and nothing else is lost.
      this.isWatched = false;
    }
  }

  /** Milliseconds so far. */
  get total(): number {
    const [before = 0, last = 0] = this.seen;
    // Until it has looked for the first time, and when it looks no longer, a gap means nothing.
    const gap = this.isWatched && last > 0 ? monotonic() - last : 0;
    return before + (gap > this.longest ? gap : 0);
  }
}

let own: Standstill | null = null;

/** Milliseconds that this process stood still since it was first asked. */
export function stoodStill(): number {
  own ??= new Standstill();
  return own.total;
}

/** What is told of times that were measured meanwhile. @param milliseconds that the process stood still */
export const stoodStillNotice = (milliseconds: number): Notice =>
  noticeOf(
    "stood-still",
    said("analysis.machine-slept-app-was", { seconds: Math.round(milliseconds / 1000) }),
  );

/** Work with a result, which tells of a standstill meanwhile. */
export async function tellingStandstill<T extends { readonly result: Analysis }>(
  work: () => Promise<T>,
): Promise<T> {
  const before = stoodStill();
  const done = await work();
  const stood = stoodStill() - before;
  if (stood === 0) return done;
  const { result } = done;
  return { ...done, result: { ...result, notices: [...result.notices, stoodStillNotice(stood)] } };
}
