/** @file The built command under strace: what it and all of its processes ask of the network is written down. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliScript } from "../processes/cli.ts";
import { contacts, watchedCalls } from "./contacts.ts";

/** Where the command runs: it has nothing else. */
export interface Place {
  /** Everything lies in it: `home`, `tmp`, and `work`, where the command runs. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Watched {
  readonly process: ChildProcess;
  /** What it has wanted of others up to now. */
  contacts(): string[];
  /** Its exit status. */
  readonly ended: Promise<number | null>;
  /** Ends it as Ctrl-C would. */
  interrupt(): void;
}

let count = 0;

export function watch(args: readonly string[], { folder, environment }: Place): Watched {
  const record = join(folder, `calls-${++count}.txt`);
  const strace = ["-f", "-qq", "--seccomp-bpf", "-o", record, "-e", `trace=${watchedCalls}`];
  const child = spawn("strace", [...strace, process.execPath, cliScript, ...args], {
    cwd: join(folder, "work"),
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    process: child,
    contacts: () => contacts(readFileSync(record, "utf8"), folder),
    ended: once(child, "exit").then(([code]) => code as number | null),
    interrupt: () => {
      // To the command and not to strace, which would let go of it.
      for (const pid of childrenOf(child.pid ?? 0)) process.kill(pid, "SIGINT");
    },
  };
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .filter((text) => text !== "")
    .map(Number);
