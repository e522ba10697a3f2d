/** @file A process's ear and mouth: those of a forked Node process, or of a utility process of Electron. */
import type { ToWorker } from "./protocol.ts";
import type { Served } from "./serve.ts";
import { serveCalls } from "./serve.ts";

/** Electron's port to the parent, which Node's types do not know. */
interface ParentPort {
  on(event: "message", listener: (event: { data: ToWorker }) => void): void;
  postMessage(message: unknown): void;
}

export function listen(served: Served): void {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort) {
    const receive = serveCalls(served, (message) => {
      parentPort.postMessage(message);
      return Promise.resolve();
    });
    parentPort.on("message", ({ data }) => {
      receive(data);
    });
    return;
  }
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
