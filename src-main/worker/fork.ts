/** @file The engine process as a forked Node process. */
import { fork } from "node:child_process";
import { environmentWithoutTelemetry } from "../engine/no-telemetry.ts";
import { removeTemporaries } from "../files/temporaries.ts";
import { endAsTold, endInWords, howItEnded } from "../process-end.ts";
import { overhear } from "./overhear.ts";
import type { FromWorker, WorkerProcess } from "./protocol.ts";

/** @param node path of the Node that runs it, or its name; the one that runs this process where it is not said */
export function forkWorker(script: string, node = process.execPath): WorkerProcess {
  const child = fork(script, {
    execPath: node,
    execArgv: [],
    env: environmentWithoutTelemetry(),
    stdio: ["inherit", "inherit", "pipe", "ipc"],
    // Typed arrays travel as such.
    serialization: "advanced",
    // Ctrl-C reaches the whole group; the app ends its worker itself.
    detached: process.platform !== "win32",
  });
  const lastWords = overhear(child.stderr);
  child.once("exit", () => {
    if (child.pid !== undefined) void removeTemporaries(child.pid);
  });
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => {
      child.on("message", (message: FromWorker) => {
        listener(message);
      });
    },
    onExit: (listener) => {
      // Later than `exit`: all that it said has arrived.
      child.once("close", (code, signal) => {
        const how = howItEnded(code, signal, lastWords());
        listener(endInWords(how), how);
      });
      child.once("error", (cause) => {
        // One that was started tells how it ended by itself: that a message could not be sent is the smaller part of it.
        if (child.pid === undefined) listener(cause.message, endAsTold(cause.message));
      });
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
