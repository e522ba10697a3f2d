/** @file The log of this process. Until it is opened nothing is kept: a command that ends at once needs none. */
import { arch, release, type } from "node:os";
import { oneLine } from "../../src-core/printable.ts";
import { appVersion } from "../files/app-root.ts";
import { Bursts } from "./bursts.ts";
import { formsOf, KnownNames, longestName } from "./known-names.ts";
import type { Entry } from "./entry.ts";
import type { TakeFacts } from "./facts.ts";
import { takenAs } from "./facts.ts";
import { logFolder } from "./log-folder.ts";
import { LogFile } from "./log-file.ts";
import { endMessage, sweepLogs } from "./sweep.ts";
import { writeReport } from "./reports.ts";
import { withoutTokens } from "./without-tokens.ts";

/** Where lines go; null where nothing is kept. */
let sink: ((entry: Entry) => void) | null = null;
let isOpen = false;
let recent: Entry[] = [];
let takeFacts: TakeFacts = () => [];
const bursts = new Bursts();
const known = new KnownNames();

/** Characters that are looked at of a message: what is written of it is shorter. */
const longestMessage = 16_384;

/** Lines of this process that a report holds. */
const mostRecent = 100;

/**
 * Begins this process's log, once: tells of sessions before it that had no end, and tidies up.
 * @param program what is logged: the desktop app, or a command
 * @param take what reports keep of app and machine
 */
export function openLog(program: string, take: TakeFacts = () => []): void {
  if (isOpen) return;
  isOpen = true;
  takeFacts = take;
  const folder = logFolder();
  sweepLogs(folder, take);
  const file = new LogFile(folder);
  sink = (told) => {
    const entry = finished(told);
    recent = [...recent.slice(1 - mostRecent), entry];
    file.write(entry);
  };
  log("info", "app", `${program} ${appVersion()} began on ${type()} ${release()} (${arch()})`);
  process.on("uncaughtExceptionMonitor", (cause) => {
    unexpectedEnd("app", `Fullconv itself failed: ${cause.stack ?? cause.message}`);
  });
  process.on("exit", (code) => {
    for (const [kind, kept] of bursts.pending)
      log("warn", "log", `${kept} more of ${kind} were not written`);
    log("info", "app", endMessage(code));
  });
}

/**
 * @param room the part of the app that says it
 * @param names what of the message is the user's: paths, names of images and models
 */
export function log(
  level: Entry["level"],
  room: string,
  message: string,
  names: readonly string[] = [],
): void {
  sink?.({ time: new Date().toISOString(), level, room, message, names: [...names] });
}

/** As it is written: in one line, without what lets somebody in, and what is the user's beside it. */
function finished({ message, names = [], ...rest }: Entry): Entry {
  const told = message.slice(0, longestMessage);
  const all = [...names.map((name) => name.slice(0, longestName)), ...known.in(told)];
  const own = [...new Set(all)].sort((a, b) => b.length - a.length);
  const text = oneLine(withoutTokens(told, own.flatMap(formsOf)));
  return { ...rest, message: text, ...(own.length > 0 && { names: own }) };
}

/** These are the user's, whatever message holds them from now on. */
export function knowPrivate(...names: readonly string[]): void {
  for (const name of names) known.add(name);
}

/** In a process whose lines another one writes, and finishes. */
export function forwardLog(to: (entry: Entry) => void): void {
  sink = to;
}

/** A line of another process. */
export const passOn = (entry: Entry): void => sink?.(entry);

/** What somebody from outside can cause as often as he likes. @param kind of which only a few are written in a minute */
export function logBounded(kind: string, ...what: Parameters<typeof log>): void {
  const { isSaid, kept } = bursts.admit(kind);
  const [level, room] = what;
  if (kept > 0) log(level, room, `${kept} more of ${kind} were not written`);
  if (isSaid) log(...what);
}

/** A process ended that should not have: a line of the log, and a report that can be read. */
export function unexpectedEnd(
  what: "app" | "engine" | "pictures" | "window",
  cause: string,
  names: readonly string[] = [],
): void {
  log("error", what, cause, names);
  if (!isOpen) return;
  const { message, names: own = [] } = finished({
    time: "",
    level: "error",
    room: what,
    message: cause,
    names: [...names],
  });
  const sections = takenAs("end", takeFacts);
  writeReport(logFolder(), { what, cause: message, names: own, lines: recent, sections });
}
