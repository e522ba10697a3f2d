/** @file What the host tells the window unasked: the desktop's menu opened an image. */
import type { HostEvent } from "../../src-core/contract/api.ts";
import { ndjson } from "./jobs.ts";

const heartbeat = 30_000;

/** Reaches every window that listens; while none does (it starts, or is loaded anew) it waits for the next. */
export class HostEvents {
  private readonly listeners = new Map<(event: HostEvent) => void, () => void>();
  private waiting: HostEvent[] = [];

  emit(event: HostEvent): void {
    // A command is for what is seen when it is given; of reports and kept files a window hears when it opens.
    const waits = !["command", "reports", "state"].includes(event.type);
    if (this.listeners.size === 0 && waits) this.waiting.push(event);
    for (const listener of this.listeners.keys()) listener(event);
  }

  /** The window is gone: nothing more is told to it, whether its stream is known to have ended or not. */
  windowGone(): void {
    for (const end of [...this.listeners.values()]) end();
  }

  /** @param first what this window is told at once */
  stream(first: readonly HostEvent[] = []): Response {
    const encoder = new TextEncoder();
    let stop = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (sink) => {
        const listener = (event: HostEvent): void => {
          sink.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        };
        const timer = setInterval(listener, heartbeat, { type: "alive" });
        timer.unref();
        stop = () => {
          this.listeners.delete(listener);
          clearInterval(timer);
        };
        this.listeners.set(listener, () => {
          stop();
          sink.close();
        });
        listener({ type: "alive" });
        const { waiting } = this;
        this.waiting = [];
        for (const event of [...first, ...waiting]) listener(event);
      },
      cancel: () => {
        stop();
      },
    });
    return ndjson(body);
  }
}
