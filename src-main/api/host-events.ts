/** @file What the host tells the window unasked: the desktop's menu opened an image. */
import type { HostEvent } from "../../src-core/contract/api.ts";
import { ndjson } from "./jobs.ts";

const heartbeat = 30_000;

/** Reaches every window that listens. */
export class HostEvents {
  private readonly listeners = new Set<(event: HostEvent) => void>();

  emit(event: HostEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  stream(): Response {
    const encoder = new TextEncoder();
    let stop = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (sink) => {
        const listener = (event: HostEvent): void => {
          sink.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        };
        this.listeners.add(listener);
        listener({ type: "alive" });
        const timer = setInterval(listener, heartbeat, { type: "alive" });
        timer.unref();
        stop = () => {
          this.listeners.delete(listener);
          clearInterval(timer);
        };
      },
      cancel: () => {
        stop();
      },
    });
    return ndjson(body);
  }
}
