/** @file Whether processes are there, and which ones another has started. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A process is there until its end was taken note of by whoever started it. */
export function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A process that has ended, but whose end nobody has taken note of yet, does not count. */
export function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return isThere(pid) && (!existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z "));
}

/** Linux only. @param script the file that the processes run */
export function childrenOf(parent: number, script: string): number[] {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(join("/proc", pid, file), "utf8");
    } catch {
      return ""; // It ended in between.
    }
  };
  return readdirSync("/proc")
    .filter((pid) => read(pid, "status").includes(`\nPPid:\t${parent}\n`))
    .filter((pid) => read(pid, "cmdline").includes(script))
    .map(Number);
}
