/** @file Electron's `utilityProcess`, made of a forked Node process. */
import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";

/** Of the processes that run. */
export const utilities = new Set<number>();

class Utility extends EventEmitter {
  private readonly child: ChildProcess;

  constructor(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    super();
    const port = fileURLToPath(new URL("parent-port.mjs", import.meta.url));
    this.child = fork(script, args, {
      execArgv: ["--import", port],
      serialization: "advanced",
      env,
      detached: process.platform !== "win32",
    });
    const { pid } = this.child;
    if (pid !== undefined) utilities.add(pid);
    this.child.on("message", (message) => this.emit("message", message));
    this.child.once("exit", (code) => {
      if (pid !== undefined) utilities.delete(pid);
      this.emit("exit", code ?? 1);
    });
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

export const utilityProcess = {
  fork: (
    script: string,
    args: readonly string[] = [],
    { env = process.env }: { env?: NodeJS.ProcessEnv } = {},
  ): Utility => new Utility(script, args, env),
};
