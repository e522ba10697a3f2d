/** @file One job of the host as the window sees it: what it is at, how it ended, and the button that stops it. */
import type { JobEvent, Progress } from "../../../src-core/contract/api.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { UserError, userErrorOf } from "../../../src-core/contract/failure.ts";
import { TimeLeftEstimate } from "../../presentation/time-left-estimate.ts";
import { cancelJob } from "../../host/jobs.ts";
import { appEnded, failureToShow } from "../../host/request.ts";

export type JobStatus = "idle" | "running" | "done" | "stopped" | "failed";
/** What a job brings forth, besides telling what it is at. */
export type JobOutcome = Exclude<JobEvent, { type: "started" | "progress" | "failed" }>;

const last: ReadonlySet<JobEvent["type"]> = new Set([
  "result",
  "prepared",
  "devices",
  "compared",
  "differences",
]);

const progressPause = 50; // milliseconds: single windows report thousands of times a second

export class Job {
  status = $state<JobStatus>("idle");
  progress = $state.raw<Progress | null>(null);
  /** Milliseconds that the phase will still take, as far as can be told. */
  timeLeft = $state.raw<number | null>(null);
  private timeLeftEstimate = new TimeLeftEstimate();
  failure = $state.raw<Failure | null>(null);
  private controller: AbortController | null = null;
  /** Under which the host knows it; null until it was told. */
  id = $state.raw<string | null>(null);
  private shownAt = 0;

  get running(): boolean {
    return this.status === "running";
  }

  /** Runs a job to its end. What a job that was stopped still sends reaches nobody. */
  async follow(
    start: (signal: AbortSignal) => AsyncGenerator<JobEvent>,
    onOutcome: (outcome: JobOutcome, signal: AbortSignal) => Promise<void> | void,
  ): Promise<void> {
    this.stop();
    const controller = new AbortController();
    const { signal } = controller;
    this.controller = controller;
    this.status = "running";
    this.progress = null;
    this.failure = null;
    this.id = null;
    this.timeLeft = null;
    this.timeLeftEstimate = new TimeLeftEstimate();
    try {
      for await (const event of start(signal)) {
        signal.throwIfAborted();
        if (event.type === "failed") throw userErrorOf(event.error);
        if (event.type === "started") this.id = event.job;
        else if (event.type === "progress") this.report(event.progress);
        else await onOutcome(event, signal);
        signal.throwIfAborted();
        if (last.has(event.type)) this.status = "done";
      }
      if (this.running)
        throw new UserError("worker-died", "the run ended without a result: run it again");
    } catch (cause) {
      if (signal.aborted) return;
      // So a browser tells that a stream broke off: nobody is left at its other end.
      this.failure = failureToShow(cause instanceof TypeError ? appEnded(cause) : cause);
      this.status = this.failure ? "failed" : "stopped";
    } finally {
      // Left early, the stream is of no more use to anyone.
      controller.abort();
    }
  }

  stop(): void {
    if (!this.running) return;
    this.status = "stopped";
    if (this.id) cancelJob(this.id);
    this.controller?.abort();
  }

  private report(progress: Progress): void {
    const now = performance.now();
    const first = progress.phase !== this.progress?.phase;
    if (!first && progress.done < progress.total && now - this.shownAt < progressPause) return;
    this.shownAt = now;
    this.progress = progress;
    this.timeLeft = this.timeLeftEstimate.estimate(progress, now);
  }
}
