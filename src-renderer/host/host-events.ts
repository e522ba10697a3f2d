/** @file What the desktop's menu asks of the window. */
import type { HostEvent } from "../../src-core/contract/api.ts";
import { hostEvent } from "../../src-core/contract/api.ts";
import { readLines } from "./ndjson.ts";
import { fetchAdmitted } from "./session.ts";

const pause = 1000; // milliseconds before listening again after the stream broke

/** Listens until aborted. In a browser, which has no such menu, the stream only says that it lives. */
export async function listenToHost(
  onEvent: (event: HostEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetchAdmitted("/api/events", { signal });
      if (!response.ok || !response.body) return;
      for await (const line of readLines(response.body)) {
        const event = hostEvent.safeParse(line);
        if (event.success) onEvent(event.data);
      }
    } catch {
      // The host went away or the stream broke: try again, the host may have been restarted.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
