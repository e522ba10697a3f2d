/** @file A process's ear and mouth: those of a forked Node process, or of a utility process of Electron. */
import { forwardLog } from "../log/log.ts";
import { parentPort } from "./parent-port.ts";
import type { ToWorker } from "./protocol.ts";
import type { Served } from "./serve.ts";
import { serveCalls } from "./serve.ts";

export function listenToApp(served: Served): void {
  const port = parentPort();
  if (port) {
    forwardLog((entry) => {
      port.postMessage({ type: "log", entry });
    });
    const receive = serveCalls(served, (message) => {
      port.postMessage(message);
      return Promise.resolve();
    });
    port.on("message", ({ data }) => {
      receive(data);
    });
    return;
  }
  forwardLog((entry) => {
    // Whether it arrived or not: nobody waits for that.
    process.send?.({ type: "log", entry }, undefined, undefined, () => undefined);
  });
  const receive = serveCalls(
    served,
    (message) =>
      new Promise((resolve) => {
        // Whether it arrived or nobody is left to take it: there is nothing more to wait for.
        process.send?.(message, undefined, undefined, () => {
          resolve();
        });
      }),
  );
  process.on("message", (message: ToWorker) => {
    receive(message);
  });
  // The app is gone: nobody is left to work for.
  process.on("disconnect", () => process.exit(0));
}
