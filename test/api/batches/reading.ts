/** @file A batch's stream of events, read as a window reads it. */
import type { BatchEvent, BatchItem } from "../../../src-core/contract/batch.ts";
import { batchEvent } from "../../../src-core/contract/batch.ts";

/** Reads a stream's events until one fits; what came before is returned with it. */
export function reading(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  return async (fits: (event: BatchEvent) => boolean): Promise<BatchEvent[]> => {
    const events: BatchEvent[] = [];
    for (;;) {
      const lines = rest.split("\n");
      while (lines.length > 1) {
        const event = batchEvent.parse(JSON.parse(lines.shift() ?? ""));
        rest = lines.join("\n");
        events.push(event);
        if (fits(event)) return events;
      }
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) return events;
      rest += value;
    }
  };
}

/** The table that a window makes of events. */
export function table(events: readonly BatchEvent[]): BatchItem[] {
  const rows: BatchItem[] = [];
  for (const event of events)
    if (event.type === "items") for (const row of event.items) rows[row.index] = row;
  return rows;
}

export const isDone = (event: BatchEvent): boolean =>
  event.type === "state" && event.state.status === "done";
