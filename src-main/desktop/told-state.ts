/** @file What the window last told of itself, for the menu, the title bar and the taskbar. */
import type { WindowState } from "../../src-core/contract/desktop.ts";

/** What holds for a window that has not spoken yet, or whose page has died. */
export const silent: Omit<WindowState, "locale" | "theme"> = {
  image: null,
  pass: { running: false, share: null },
  commands: [],
  on: [],
};

export class ToldState {
  last: WindowState | null = null;
  private readonly listeners = new Set<(state: WindowState) => void>();

  set(state: WindowState): void {
    this.last = state;
    for (const listener of this.listeners) listener(state);
  }

  /** The page died: nothing of it can be used, until it speaks again. */
  windowGone(): void {
    if (this.last) this.set({ ...this.last, ...silent });
  }

  /** @returns what ends it */
  onChange(listener: (state: WindowState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
