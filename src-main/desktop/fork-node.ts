/** @file The engine process on a Node that is not the app's own. */
import { fork } from "node:child_process";
import type { FromWorker, WorkerProcess } from "../worker/protocol.ts";

/** @param node path of its binary, or its name */
export function forkNode(script: string, node: string): WorkerProcess {
  const child = fork(script, {
    execPath: node,
    execArgv: [],
    // Typed arrays travel as such.
    serialization: "advanced",
    // Ctrl-C reaches the whole group; the app ends its engine itself.
    detached: true,
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
      child.once("exit", (code, signal) => {
        listener(signal ?? `exit code ${code ?? "unknown"}`);
      });
      child.once("error", (cause) => {
        listener(cause.message);
      });
    },
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}
