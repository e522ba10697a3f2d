/** @file Work that takes time: a stream of events as it goes, and a way to stop it. */
import { randomUUID } from "node:crypto";
import type { JobEvent } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Job } from "../analysis/jobs/job.ts";
import { RecentlyUsed } from "../analysis/jobs/recently-used.ts";
import { toFailure } from "../engine/failure.ts";
import { FollowedJob } from "./followed-job.ts";
import { logFailure } from "./responses.ts";

export const ndjson = (body: ReadableStream<Uint8Array>): Response =>
  new Response(body, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
  });

export class Jobs {
  private readonly running = new Map<string, FollowedJob>();
  /** Of the kept ones those that ended last. */
  private readonly ended = new RecentlyUsed<FollowedJob>(16);
  /** When what goes on began, by `performance.now()`; the oldest first. */
  private readonly begun = new Set<{ readonly at: number }>();

  /** Milliseconds that the oldest of what goes on has taken so far; null where nothing does. */
  get longest(): number | null {
    const [oldest] = this.begun;
    return oldest ? performance.now() - oldest.at : null;
  }

  /** Counts as going on until it has ended. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const mark = { at: performance.now() };
    this.begun.add(mark);
    try {
      return await work();
    } finally {
      this.begun.delete(mark);
    }
  }

  /** A job that has ended meanwhile needs no stopping. */
  stop(id: string): void {
    this.running.get(id)?.stop();
  }

  /** It goes on, and can be followed again, when whoever reads its stream is gone for a while. */
  keep(id: string): void {
    const job = this.running.get(id);
    if (job) job.kept = true;
  }

  /**
   * What a kept job has told so far, and what it will.
   * @throws UserError where it was not kept, or ended too long ago
   */
  follow(id: string): Response {
    const job = this.running.get(id) ?? this.ended.peek(id);
    if (!job?.kept) throw new UserError("not-found", "this work is no longer kept: run it again");
    return ndjson(job.stream());
  }

  /** Starts the work; it ends early when it is stopped, or when nobody reads the stream any longer. */
  stream(work: (job: Job, emit: (event: JobEvent) => void) => Promise<void>): Response {
    const id = randomUUID();
    const followed = new FollowedJob();
    this.running.set(id, followed);
    const emit = (event: JobEvent): void => {
      followed.emit(event);
    };
    emit({ type: "started", job: id });
    const stream = followed.stream();
    const progress: Job["progress"] = (report) => {
      emit({ type: "progress", progress: report });
    };
    void this.during(() => work({ signal: followed.signal, progress }, emit))
      .catch((cause: unknown) => {
        const error = toFailure(cause);
        logFailure(error);
        emit({ type: "failed", error });
      })
      .finally(() => {
        this.running.delete(id);
        if (followed.kept) this.ended.set(id, followed);
        followed.end();
      });
    return ndjson(stream);
  }
}
