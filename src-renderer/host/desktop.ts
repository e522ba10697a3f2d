/** @file What the window tells the desktop around it; in a browser there is none. */

let next: string | null = null;
let telling = false;

/** One after the other; of what changes meanwhile the last is told. @param state as JSON */
export async function tellDesktop(state: string): Promise<void> {
  const { fullconv } = globalThis.window;
  if (!fullconv) return;
  next = state;
  if (telling) return;
  telling = true;
  try {
    while (next !== null) {
      const told = next;
      next = null;
      await fullconv.tellState(told);
    }
  } catch {
    // The host is going away; the next one is told anew.
  } finally {
    telling = false;
  }
}

/** There the system's menu has Ctrl+O. */
export const isDesktop = (): boolean => globalThis.window.fullconv !== undefined;
