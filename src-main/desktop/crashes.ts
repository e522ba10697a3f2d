/** @file The window's page when its process dies: loaded anew, and after a second time soon after the first a page that says so. */
import type { BrowserWindow } from "electron";
import { crashPath } from "./crash-page.ts";
import { home } from "./app-scheme.ts";

/** Milliseconds: a page that dies again so soon would go on for ever. */
const soon = 10_000;

/** @param onGone the page has died */
export function recoverFromCrashes(window: BrowserWindow, onGone: () => void): void {
  const { webContents } = window;
  let last = -Infinity;
  webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    onGone();
    // Its end, as when the window is closed.
    if (reason === "clean-exit") return;
    const again = performance.now() - last < soon;
    last = performance.now();
    if (!again) webContents.reload();
    else if (!webContents.getURL().startsWith(new URL(crashPath, home).href)) {
      const told = new URLSearchParams({ reason, code: String(exitCode) });
      void window.loadURL(`${new URL(crashPath, home).href}?${told.toString()}`);
    }
  });
}
