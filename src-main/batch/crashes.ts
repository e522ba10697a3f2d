/** @file Who is to blame when the engine process dies: an image is held responsible only for crashes while it ran alone. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import type { Item } from "./item.ts";

/** Deaths with which an image alone is taken for their cause; one may be somebody else's doing. */
const mostCrashes = 2;

/** An item on its way through the engine. */
export interface RunningItem {
  readonly item: Item;
  readonly controller: AbortController;
  /** Whether others were on their way, too, when the process died. */
  shared: boolean;
}

export const isCrash = (cause: unknown): boolean =>
  cause instanceof UserError && cause.code === "worker-died";

/** Of an item that a death ended: all who ran are under suspicion, and are to run alone. */
export function suspectAll(
  runningItem: RunningItem,
  running: ReadonlySet<RunningItem>,
  suspects: Set<Item>,
): void {
  // All of them hear of the same death, one after the other: the last one was not alone either.
  for (const other of running) {
    if (running.size > 1) other.shared = true;
    suspects.add(other.item);
  }
  if (!runningItem.shared) runningItem.item.crashes++;
}

/** What an image that is to blame fails with; null for the others, which are tried again. @param last what the last death was told with */
export function crashFailure({ path, crashes }: Item, last: string): Failure | null {
  if (crashes < mostCrashes) return null;
  const how = /ended unexpectedly \((.+?)\)/.exec(last)?.[1];
  const told = how === undefined ? "" : ` (last ${how})`;
  const message = `${path}: the engine process ended unexpectedly ${crashes} times${told} while it ran this image alone: shrink or cut it, give tiles less memory, or leave it out`;
  return { code: "worker-died", message };
}
