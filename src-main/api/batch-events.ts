/** @file What happens to a batch, as a stream: everything first, then what changes, not more often than eyes can follow. */
import type { BatchEvent } from "../../src-core/contract/batch.ts";
import { batchPage } from "../../src-core/contract/batch.ts";
import type { KeptBatch } from "../batch/kept-batch.ts";
import { ndjson } from "./jobs.ts";

const [interval, heartbeat] = [200, 15_000];

/** How many chunks may wait for a slow reader; what changes meanwhile is told once, as it is then. */
const mostUnread = 8;

export function batchEvents(batch: KeptBatch): Response {
  const encoder = new TextEncoder();
  const changed = new Set<number>();
  let stateChanged = false;
  let quietSince = performance.now();
  let end = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (sink) => {
        const emit = (event: BatchEvent): void => {
          sink.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
          quietSince = performance.now();
        };
        const flush = (): void => {
          const quiet = performance.now() - quietSince;
          // While it runs the time left changes by itself.
          if (batch.state.status === "running" && quiet > 1000) stateChanged = true;
          const rows = [...changed].sort((a, b) => a - b).flatMap((at) => batch.page(at, 1));
          changed.clear();
          for (let from = 0; from < rows.length; from += batchPage)
            emit({ type: "items", items: rows.slice(from, from + batchPage) });
          if (stateChanged) emit({ type: "state", state: batch.state });
          else if (quiet > heartbeat) emit({ type: "alive" });
          stateChanged = false;
        };
        const timer = setInterval(() => {
          if ((sink.desiredSize ?? 0) > 0) flush();
        }, interval).unref();
        const unsubscribe = batch.subscribe({
          state: () => (stateChanged = true),
          item: (index) => changed.add(index),
          forgotten: () => {
            end();
            emit({ type: "forgotten" });
            sink.close();
          },
        });
        end = () => {
          clearInterval(timer);
          unsubscribe();
        };
        const { state } = batch;
        emit({ type: "state", state });
        for (let from = 0; from < state.total; from += batchPage)
          emit({ type: "items", items: batch.page(from, batchPage) });
      },
      cancel: () => {
        end();
      },
    },
    { highWaterMark: mostUnread },
  );
  return ndjson(body);
}
