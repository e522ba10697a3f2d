/** @file A process that works through cases: noticed when it hangs or dies. */
import { fork } from "node:child_process";
import { patience } from "../slowness.ts";

/**
 * @param script of the process; it gets `args` and tells of each step by a message
 * @param starting milliseconds until its first message
 * @param onMessage how long the next message may take, in milliseconds of a machine that is not slow
 * @returns how it ended, in words
 */
export function watchedChild(
  script: string,
  args: readonly (string | number)[],
  starting: number,
  onMessage: (message: unknown) => number,
): Promise<string> {
  const child = fork(script, args.map(String), {
    execArgv: ["--import", "tsx", "--max-old-space-size=1024"],
    silent: true,
  });
  return new Promise((resolve) => {
    let [how, stderr] = ["", ""];
    const watch = (milliseconds: number): NodeJS.Timeout =>
      setTimeout(() => {
        how = `silent for ${patience(milliseconds)} ms`;
        child.kill("SIGKILL");
      }, patience(milliseconds));
    let timer = watch(starting);
    child.stderr?.on("data", (data: Buffer) => (stderr = (stderr + data.toString()).slice(-2000)));
    child.stdout?.resume();
    child.on("message", (message) => {
      clearTimeout(timer);
      timer = watch(onMessage(message));
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      resolve(how || `ended with ${signal ?? code ?? "nothing"}: ${stderr}`);
    });
  });
}
