/**
 * @file One job with what it has told so far: a window that comes back hears it again, and then how it goes on.
 *
 * [Note: A reload is no stop] Who stops a job says so. A window that only goes, as in a reload, may come back: a job that it asked to
 * keep goes on for a while without anybody who listens, and ends when nobody came.
 */
import type { JobEvent } from "../../src-core/contract/api.ts";

/** Milliseconds that a kept job goes on without a listener: a reload takes seconds, also on a slow machine. */
export const longestAbsence = 60_000;

/** What an event makes not worth telling any more: of progress the newest says all, of boxes so far the result. */
const replaced: Partial<Record<JobEvent["type"], readonly JobEvent["type"][]>> = {
  progress: ["progress"],
  cells: ["cells"],
  result: ["found"],
};

type Listener = ReadableStreamDefaultController<Uint8Array>;

export class FollowedJob {
  private readonly controller = new AbortController();
  private readonly listeners = new Set<Listener>();
  private told: JobEvent[] = [];
  private timer: NodeJS.Timeout | null = null;
  private ended = false;
  /** Whether it goes on while nobody listens. */
  kept = false;

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  emit(event: JobEvent): void {
    const stale = replaced[event.type];
    if (stale) this.told = this.told.filter(({ type }) => !stale.includes(type));
    this.told.push(event);
    const line = encoded(event);
    for (const listener of this.listeners) listener.enqueue(line);
  }

  stop(): void {
    this.controller.abort();
  }

  end(): void {
    this.ended = true;
    for (const listener of this.listeners) listener.close();
    this.listeners.clear();
    if (this.timer) clearTimeout(this.timer);
  }

  /** What was told so far, and what will be. */
  stream(): ReadableStream<Uint8Array> {
    let own: Listener | null = null;
    return new ReadableStream<Uint8Array>({
      start: (listener) => {
        for (const event of this.told) listener.enqueue(encoded(event));
        if (this.ended) {
          listener.close();
          return;
        }
        own = listener;
        this.listeners.add(listener);
        if (this.timer) clearTimeout(this.timer);
        this.timer = null;
      },
      cancel: () => {
        if (own) this.listeners.delete(own);
        if (this.ended || this.listeners.size > 0) return;
        if (this.kept) this.timer = setTimeout(this.giveUp, longestAbsence).unref();
        else this.giveUp();
      },
    });
  }

  private readonly giveUp = (): void => {
    this.controller.abort(new DOMException("nobody reads this any longer", "AbortError"));
  };
}

const encoder = new TextEncoder();
const encoded = (event: JobEvent): Uint8Array => encoder.encode(`${JSON.stringify(event)}\n`);
