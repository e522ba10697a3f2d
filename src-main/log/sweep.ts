/** @file What earlier processes left of the log: one without an end is reported, and old ones are removed. */
import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { largestKept, readRegularUpToSync } from "../files/regular-file.ts";
import { isAlive } from "../files/is-alive.ts";
import type { Entry } from "./entry.ts";
import { readEntries } from "./entry.ts";
import type { Fact, TakeFacts } from "./facts.ts";
import { takenAs } from "./facts.ts";
import { machine } from "./log-file.ts";
import { writeReport } from "./reports.ts";

const pattern = /^fullconv-\d{8}T\d{6}-([0-9a-f]{8})-(\d+)((?:\.old|\.ended)?)\.log$/;

/** Files of processes that are no more. */
const most = 10;
/** Milliseconds after which a file goes, whoever wrote it: a process of another machine may be at work. */
const longest = 30 * 24 * 3600 * 1000;
const lastLines = 60;

const end = "ended";
/** The last line of every log whose process came to its end. */
export const endMessage = (code: number): string => `${end} with exit code ${code}`;

/** Nothing of this is a reason not to start. @param take what a report keeps of app and machine */
export function sweepLogs(folder: string, take: TakeFacts = () => []): void {
  const dead: string[] = [];
  for (const name of logsIn(folder)) {
    const [, where, digits, state] = pattern.exec(name) ?? [];
    const pid = Number(digits);
    if (where !== machine()) {
      if (isOld(join(folder, name))) remove(folder, name);
      continue;
    }
    // A file of this very process id that this process did not make is from an earlier one.
    if (pid !== process.pid && isAlive(pid)) continue;
    dead.push(state === "" ? settle(folder, name, take) : name);
  }
  for (const name of dead.sort().slice(0, -most)) remove(folder, name);
}

/** Whoever renames it first looks at it: two that start at once report one end once. @returns its name from now on */
function settle(folder: string, name: string, take: TakeFacts): string {
  const settled = name.replace(/\.log$/, ".ended.log");
  try {
    renameSync(join(folder, name), join(folder, settled));
    const entries = readEntries(readRegularUpToSync(join(folder, settled), largestKept).toString());
    if (entries.length > 0 && !hasEnded(entries)) reportEnd(folder, entries, take);
    return settled;
  } catch {
    return name;
  }
}

const hasEnded = (entries: readonly Entry[]): boolean =>
  entries.at(-1)?.room === "app" && entries.at(-1)?.message.startsWith(end) === true;

/** The first line of a log: which program, of which version. */
const beginning = /^(.+) (\S+) began on (.+)$/;

/** Nobody was left to write anything down: what the log says of that session is kept, the rest is of now, and says so. */
function reportEnd(folder: string, entries: readonly Entry[], take: TakeFacts): void {
  const [first, last] = [entries[0], entries.at(-1)];
  const [, program, version, system] = beginning.exec(first?.message ?? "") ?? [];
  const seconds = (Date.parse(last?.time ?? "") - Date.parse(first?.time ?? "")) / 1000;
  const facts: Fact[] = [
    ["version", version ?? "unknown"],
    ["ran as", program ?? "unknown"],
    ["system", system ?? "unknown"],
    ["last line of its log", last?.time ?? "none"],
    ["ran for", Number.isFinite(seconds) ? `${Math.round(seconds)} s or longer` : "unknown"],
  ];
  const cause = `the last session ended without a word at ${last?.time ?? "an unknown time"} or later: it was killed, the machine went down, or the app itself crashed`;
  const ended = takenAs("end", () => [{ title: "The session that ended", facts }]);
  writeReport(folder, {
    what: "app",
    cause,
    names: [],
    lines: entries.slice(-lastLines),
    sections: [...ended, ...takenAs("next-start", take)],
    ...(version !== undefined && { version }),
  });
}

/** The names of all logs, oldest first. */
export function logsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort();
  } catch {
    return [];
  }
}

function isOld(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > longest;
}

function remove(folder: string, name: string): void {
  try {
    rmSync(join(folder, name), { force: true });
  } catch {
    // The next sweep tries again.
  }
}
