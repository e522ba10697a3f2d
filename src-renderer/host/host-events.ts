/** @file What the desktop's menu asks of the window. */
import type { HostEvent } from "../../src-core/contract/api.ts";
import { hostEvent } from "../../src-core/contract/api.ts";
import { readLines } from "./ndjson.ts";
import { fetchAdmitted } from "./session.ts";

/** Milliseconds before listening again: after a stream broke, and while nobody answers. */
const pauses = { broke: 250, unanswered: 1000 };

/**
 * Listens until aborted. In a browser, which has no such menu, the stream only says that it lives.
 * @param onAnswering is told whether the host is there, where that may have changed
 */
export async function listenToHost(
  onEvent: (event: HostEvent) => void,
  signal: AbortSignal,
  onAnswering: (isAnswering: boolean) => void = () => undefined,
): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    let heard = false;
    try {
      const response = await fetchAdmitted("/api/events", { signal });
      if (!response.ok || !response.body) return;
      for await (const line of readLines(response.body)) {
        if (!heard) onAnswering(true);
        heard = true;
        const event = hostEvent.safeParse(line);
        if (event.success) onEvent(event.data);
      }
    } catch {
      // The host went away or the stream broke: try again, the host may have been restarted.
    }
    if (isOver()) return;
    // One that broke may only have been cut; whoever answers nothing is gone.
    if (!heard) onAnswering(false);
    const pause = heard ? pauses.broke : pauses.unanswered;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
