/** @file Work that takes time: a stream of events as it goes, and a way to stop it. */
import { randomUUID } from "node:crypto";
import type { JobEvent } from "../../src-core/contract/api.ts";
import type { Job } from "../analysis/jobs/job.ts";
import { toFailure } from "../engine/failure.ts";
import { logFailure } from "./responses.ts";

export const ndjson = (body: ReadableStream<Uint8Array>): Response =>
  new Response(body, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
  });

export class Jobs {
  private readonly running = new Map<string, AbortController>();
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
    this.running.get(id)?.abort();
  }

  /** Starts the work; it ends early when it is stopped, or when nobody reads the stream any longer. */
  stream(work: (job: Job, emit: (event: JobEvent) => void) => Promise<void>): Response {
    const id = randomUUID();
    const controller = new AbortController();
    this.running.set(id, controller);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: async (sink) => {
        const isRead = (): boolean => controller.signal.reason !== unread;
        const emit = (event: JobEvent): void => {
          if (isRead()) sink.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        };
        emit({ type: "started", job: id });
        const progress: Job["progress"] = (report) => {
          emit({ type: "progress", progress: report });
        };
        try {
          await this.during(() => work({ signal: controller.signal, progress }, emit));
        } catch (cause) {
          const error = toFailure(cause);
          logFailure(error);
          emit({ type: "failed", error });
        }
        this.running.delete(id);
        if (isRead()) sink.close();
      },
      cancel: () => {
        controller.abort(unread);
      },
    });
    return ndjson(body);
  }
}

const unread = new DOMException("nobody reads this any longer", "AbortError");
