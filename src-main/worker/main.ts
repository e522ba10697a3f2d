/** @file Entry of the engine process: a forked Node process, or a utility process of Electron. */
import { Workbench } from "../analysis/workbench.ts";
import { modelsFolder } from "../app-root.ts";
import { userModelsFolder } from "../user-folder.ts";
import { onnxruntime } from "../engine/onnxruntime.ts";
import type { ToWorker } from "./protocol.ts";
import { serveAnalyst } from "./serve.ts";

/** Electron's port to the parent, which Node's types do not know. */
interface ParentPort {
  on(event: "message", listener: (event: { data: ToWorker }) => void): void;
  postMessage(message: unknown): void;
}

const workbench = new Workbench(onnxruntime, modelsFolder(), userModelsFolder());
const { parentPort } = process as { parentPort?: ParentPort };

if (parentPort) {
  const receive = serveAnalyst(workbench, (message) => {
    parentPort.postMessage(message);
    return Promise.resolve();
  });
  parentPort.on("message", ({ data }) => {
    receive(data);
  });
} else {
  const receive = serveAnalyst(
    workbench,
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
