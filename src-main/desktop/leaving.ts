/** @file A question before the window closes on work: what would be lost, and what goes on the next time. */
import type { BrowserWindow } from "electron";
import { dialog } from "electron";
import type { MenuWords } from "./menu-words.ts";

/** Milliseconds: a shorter job is sooner done again than a question is answered. */
export const worthAsking = 5000;

export interface Work {
  /** Images of running batches that are still to come. */
  readonly waiting: number;
  /** Milliseconds that a pass, a comparison or an export has taken so far. */
  readonly job: number | null;
}

/** What the question says; null where there is none to ask. */
export function questionOf({ waiting, job }: Work, words: MenuWords): string | null {
  const parts = [
    ...(job !== null && job >= worthAsking ? [words.jobLost] : []),
    ...(waiting > 0 ? [words.batchStops.replace("#", String(waiting))] : []),
  ];
  return parts.length > 0 ? parts.join("\n") : null;
}

interface Leaving {
  readonly work: () => Work;
  readonly words: () => MenuWords;
  /** Whether the end was decided elsewhere: by the system, or by a signal. */
  readonly isEnding: () => boolean;
}

export function askBeforeLeaving(window: BrowserWindow, { work, words, isEnding }: Leaving): void {
  let asking = false;
  let sure = false;
  const ask = async (detail: string): Promise<void> => {
    const { quitQuestion, quitAnyway, stay } = words();
    const { response } = await dialog.showMessageBox(window, {
      type: "question",
      message: quitQuestion,
      detail,
      buttons: [quitAnyway, stay],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    sure = response === 0;
  };
  window.on("close", (event) => {
    const detail = sure || isEnding() ? null : questionOf(work(), words());
    if (detail === null) return;
    // Which gives up a quit as well; closed after it, the window takes the app with it.
    event.preventDefault();
    if (asking) return;
    asking = true;
    void ask(detail).finally(() => {
      asking = false;
      if (sure) window.close();
    });
  });
}
