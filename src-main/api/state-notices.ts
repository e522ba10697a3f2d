/** @file What is wrong with kept files, told to every window that opens until somebody has read it. */
import type { StateNotice } from "../../src-core/contract/state.ts";
import { stateMessage, stateNotice } from "../../src-core/contract/state.ts";
import { log } from "../log/log.ts";

export class StateNotices {
  private readonly unread = new Map<string, StateNotice>();
  private readonly said = new Set<string>();

  /** Those that nobody has read yet, oldest first. */
  get open(): readonly StateNotice[] {
    return [...this.unread.values()];
  }

  /** @returns false where it was said before: an engine process that is started anew finds what the one before it found */
  add(notice: StateNotice): boolean {
    const what = keyOf(notice);
    if (this.said.has(what)) return false;
    this.said.add(what);
    this.unread.set(what, notice);
    log("warn", "state", stateMessage(notice), [notice.path]);
    return true;
  }

  /** Somebody has read it: no window that opens says it again. */
  read(notice: StateNotice): void {
    this.unread.delete(keyOf(notice));
  }
}

/** The same whichever process tells it. */
const keyOf = (notice: StateNotice): string => JSON.stringify(stateNotice.parse(notice));
