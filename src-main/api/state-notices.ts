/** @file What is wrong with kept files, told to every window that opens until somebody has read it. */
import type { StateNotice } from "../../src-core/contract/state.ts";
import { stateMessage, stateNotice } from "../../src-core/contract/state.ts";
import { log } from "../log/log.ts";

export class StateNotices {
  private readonly unread = new Map<string, StateNotice>();

  /** Those that nobody has read yet, oldest first. */
  get open(): readonly StateNotice[] {
    return [...this.unread.values()];
  }

  /**
   * @param isNew whether it is known to have happened just now: an engine process that is started anew finds what the one before it
   * found, which is told once as long as nobody has read it
   * @returns false where it is not to be told again
   */
  add(notice: StateNotice, isNew = false): boolean {
    const what = keyOf(notice);
    // What was set aside is another file each time.
    if (!isNew && notice.code !== "set-aside" && this.unread.has(what)) return false;
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
