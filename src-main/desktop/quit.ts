/** @file The end: nothing is left running, and nothing in the temporary folder. */
import { app, powerMonitor } from "electron";

export interface End {
  /** Whether the system, or a signal, ends the app: nobody is asked. */
  readonly isDecided: () => boolean;
  /** Stops what runs at once, before this returns: the system may not wait for more. */
  readonly now: () => void;
}

/** @param close ends the engine process and removes what was uploaded */
export function setupQuit(close: () => Promise<void>): End {
  let decided = false;
  let closing: Promise<void> | null = null;
  const closeOnce = (): Promise<void> =>
    (closing ??= close().catch((cause: unknown) => {
      console.error(cause);
    }));
  const now = (): void => {
    decided = true;
    void closeOnce();
    app.quit();
  };
  // One window, one app: also on macOS nothing useful is left when it is closed.
  app.on("window-all-closed", () => {
    app.quit();
  });
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void closeOnce().finally(() => {
      closed = true;
      app.quit();
    });
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, now);
  void app.whenReady().then(() => {
    // Linux and macOS; on Windows the window is told.
    powerMonitor.on("shutdown", now);
  });
  return { isDecided: () => decided, now };
}
