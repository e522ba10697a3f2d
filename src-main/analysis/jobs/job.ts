/** @file A job's two ends: who works reports and obeys here; who listens gave the signal and the callbacks. */
import { setImmediate } from "node:timers/promises";
import type { JobUpdate, Progress } from "../../../src-core/contract/api.ts";
import type { RecordedRace } from "./recorded-race.ts";

export interface Job {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Parts of the map that are there, and what else is worth telling. */
  readonly tell?: (news: JobUpdate) => void;
  /** Of a comparison, before its result: how it went. Of several, the last one is what the result tells of. */
  readonly record?: (race: RecordedRace) => void;
  /** Hears when it is this job that the process works at, and when it no longer is: what waits is no reason not to answer. */
  readonly running?: (isOn: boolean) => void;
  /** Resolves when the short requests that came meanwhile are answered: between two runs, never inside a timed one. */
  readonly others?: () => Promise<void>;
}

/** A job that nobody watches and nobody stops. */
export const unattended: Job = {
  signal: new AbortController().signal,
  progress: () => undefined,
};

/** One of several equal parts of a job. */
export const partOfJob = (job: Job, index: number, parts: number): Job =>
  parts === 1
    ? job
    : {
        ...job,
        progress: ({ phase, done, total }) => {
          job.progress({ phase, done: index + (total > 0 ? done / total : 0), total: parts });
        },
      };

const longestHold = 20; // milliseconds without a look at messages, so that a cancel is obeyed at once

/** Lets the process read and answer its messages every now and then, and ends the job when one of them cancelled it. */
export class Checkpoint {
  private last = performance.now();
  private readonly job: Job;

  constructor(job: Job) {
    this.job = job;
  }

  /** @throws the signal's reason when the job was cancelled */
  async reach(): Promise<void> {
    if (performance.now() - this.last > longestHold) {
      await setImmediate();
      await this.job.others?.();
      this.last = performance.now();
    }
    this.job.signal.throwIfAborted();
  }
}
