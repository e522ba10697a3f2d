/** @file A process that works, as a utility process of Electron. */
import { utilityProcess } from "electron";
import { environmentWithoutTelemetry } from "../engine/no-telemetry.ts";
import { removeTemporaries } from "../files/temporaries.ts";
import { endAsTold, endInWords, howItEnded } from "../process-end.ts";
import type { FromWorker, WorkerProcess } from "../worker/protocol.ts";

/**
 * Must be called when the app is ready.
 * @param more of the environment
 */
export function forkUtility(
  script: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
): WorkerProcess {
  const child = utilityProcess.fork(script, [], {
    serviceName: name,
    stdio: "inherit",
    env: environmentWithoutTelemetry(more),
  });
  let pid: number | undefined;
  child.once("spawn", () => {
    pid = child.pid;
  });
  child.once("exit", () => {
    if (pid !== undefined) void removeTemporaries(pid);
  });
  let how = "";
  // Comes before `exit`, and would end the app where nobody listens.
  child.on("error", (type, location) => {
    how = `${type} at ${location}`;
  });
  return {
    send: (message) => {
      // Copied, not transferred: transferred buffers have lost messages.
      child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on("message", (message: FromWorker) => {
        listener(message);
      });
    },
    onExit: (listener) => {
      child.once("exit", (code) => {
        const end = how ? endAsTold(how) : howItEnded(code, null);
        listener(endInWords(end), end);
      });
    },
    kill: () => {
      child.kill();
    },
  };
}
