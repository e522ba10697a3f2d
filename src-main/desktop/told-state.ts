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
  private passBegan: number | null = null;
  private readonly listeners = new Set<(state: WindowState) => void>();

  /** Milliseconds that the pass has run; null where none does. */
  get passTime(): number | null {
    return this.passBegan === null ? null : performance.now() - this.passBegan;
  }

  set(state: WindowState): void {
    this.last = state;
    this.passBegan = state.pass.running ? (this.passBegan ?? performance.now()) : null;
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
