/** @file The processes of a running app: which there are, what they hold, and their end. Linux: it reads /proc. */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

export interface Seen {
  readonly pid: number;
  /** By the script that it runs. */
  readonly role: string;
  /** Bytes that are resident. */
  readonly resident: number;
  /** Open descriptors. */
  readonly descriptors: number;
  /** Time on a processor so far, in hundredths of a second. */
  readonly ticks: number;
}

/** The process and all that it started. */
export function processesOf(root: number): Seen[] {
  return family(root).flatMap((pid) => {
    const seen = look(pid);
    return seen ? [seen] : [];
  });
}

function family(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return [pid, ...children.flatMap((child) => family(Number(child)))];
  } catch {
    return []; // it has ended
  }
}

function look(pid: number): Seen | null {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const script = words.find((word) => /\.[mc]?js$/.test(word)) ?? words[0] ?? "";
    const [, kilobytes = "0"] =
      /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    const descriptors = readdirSync(`/proc/${pid}/fd`).length;
    // Behind the name, which may hold anything: user and system time are the 12th and 13th.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    const ticks = Number(stat[11]) + Number(stat[12]);
    const resident = Number(kilobytes) * 1024;
    return { pid, role: basename(script, ".js"), resident, descriptors, ticks };
  } catch {
    return null;
  }
}

/** Whether it is there and no zombie. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
