/** @file What runs, told around the window: the taskbar's and the dock's progress, and a system that stays awake for a batch. */
import type { BrowserWindow } from "electron";
import { powerSaveBlocker } from "electron";
import type { BatchState } from "../../src-core/contract/batch.ts";
import type { WindowState } from "../../src-core/contract/desktop.ts";
import type { ToldState } from "./told-state.ts";

/** Milliseconds: batches go on whether a window looks or not. */
const pause = 1000;

/** As `setProgressBar` has it: none below 0, unknown above 1. */
export function progressOf(
  batches: readonly Pick<BatchState, "done" | "failed" | "total">[],
  pass: WindowState["pass"] | undefined,
): number {
  if (batches.length > 0) {
    const [total, done] = batches.reduce(
      ([all, ended], batch) => [all + batch.total, ended + batch.done + batch.failed],
      [0, 0],
    );
    return total > 0 ? Math.min(1, done / total) : 2;
  }
  return pass?.running ? (pass.share ?? 2) : -1;
}

/** @param batches those that run */
export function showWork(
  window: BrowserWindow,
  batches: () => readonly BatchState[],
  told: ToldState,
): void {
  let blocker: number | null = null;
  const update = (): void => {
    const running = batches();
    window.setProgressBar(progressOf(running, told.last?.pass));
    if (running.length > 0) blocker ??= powerSaveBlocker.start("prevent-app-suspension");
    else release();
  };
  const release = (): void => {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = null;
  };
  const stopListening = told.onChange(update);
  const timer = setInterval(update, pause);
  window.once("closed", () => {
    clearInterval(timer);
    stopListening();
    release();
  });
}
