/** @file The window's page when its process dies: loaded anew, and after a second time soon after the first a page that says so. */
import type { BrowserWindow } from "electron";
import { app, crashReporter } from "electron";
import { crashPath } from "./crash-page.ts";
import { unexpectedEnd, log } from "../log/log.ts";
import { home } from "./app-scheme.ts";

/** Milliseconds: a page that dies again so soon would go on for ever. */
const soon = 10_000;

/**
 * Memory of what crashes in native code stays on this machine, where the system's tools read it; nothing is sent. Must be called
 * before the app is ready, or processes that start earlier are not covered.
 */
export function setupCrashes(): void {
  crashReporter.start({ uploadToServer: false });
  app.on("child-process-gone", (_event, { type, reason, exitCode, name }) => {
    // The engine's end is told by whoever waits for it; here is what the system says of it.
    const level = reason === "clean-exit" || reason === "killed" ? "info" : "error";
    log(level, "processes", `${name ?? type} is gone: ${reason}, exit code ${exitCode}`);
  });
}

/** @param onGone the page has died */
export function recoverFromCrashes(window: BrowserWindow, onGone: () => void): void {
  const { webContents } = window;
  let last = -Infinity;
  webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    onGone();
    // Its end, as when the window is closed.
    if (reason === "clean-exit") return;
    unexpectedEnd(
      "window",
      `the window's page ended unexpectedly: ${reason}, exit code ${exitCode}`,
    );
    const again = performance.now() - last < soon;
    last = performance.now();
    if (!again) webContents.reload();
    else if (!webContents.getURL().startsWith(new URL(crashPath, home).href)) {
      const told = new URLSearchParams({ reason, code: String(exitCode) });
      void window.loadURL(`${new URL(crashPath, home).href}?${told.toString()}`);
    }
  });
}
