/** @file The end: nothing is left running, and nothing in the temporary folder. */
import { app } from "electron";

/** @param close ends the engine process and removes what was uploaded */
export function setupQuit(close: () => Promise<void>): void {
  // One window, one app: also on macOS nothing useful is left when it is closed.
  app.on("window-all-closed", () => {
    app.quit();
  });
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void close()
      .catch((cause: unknown) => {
        console.error(cause);
      })
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}
