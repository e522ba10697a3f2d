/** @file What somebody who is to help wants to know, as a text that its reader can check before he shares it. Nothing is sent anywhere. */
import { hostname, homedir, userInfo } from "node:os";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { appRoot, modelsFolder } from "../files/app-root.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import type { Entry } from "../log/entry.ts";
import { readEntries } from "../log/entry.ts";
import type { Facts } from "../log/facts.ts";
import { logFolder } from "../log/log-folder.ts";
import type { Report } from "../log/reports.ts";
import { readReport } from "../log/reports.ts";
import { logsIn } from "../log/sweep.ts";
import type { LeftOut } from "./redactor.ts";
import { Redactor } from "./redactor.ts";
import type { RunsAs } from "./sections.ts";
import { sectionsOf } from "./sections.ts";
import { deviceMark } from "./told.ts";
import { withoutEchoes } from "./without-echoes.ts";

export interface DiagnosticsOptions {
  /** Whether paths and names are told, too. */
  readonly paths: boolean;
  readonly runsAs: RunsAs;
  /** Id of a report of something that ended: its cause and the log's lines before it. */
  readonly report?: string | undefined;
}

const mostErrors = 20;
/** Characters of a fact's name. */
const widest = 21;
/** Files of the log that errors are looked for in, the newest. */
const mostLogs = 4;

/** @returns null where the report that was asked for is not there */
export function diagnostics({ paths, runsAs, report }: DiagnosticsOptions): string | null {
  const found = report === undefined ? null : readReport(logFolder(), report);
  if (report !== undefined && found === null) return null;
  const redactor = new Redactor({
    home: homedir(),
    user: userName(),
    host: hostname(),
    app: appRoot(),
    known: namesIn(modelsFolder()),
  });
  const mine = namesIn(userModelsFolder());
  const line = (text: string, names: readonly string[] = []): string =>
    `  ${redactor.line(text, [...names, ...mine], paths)}`;
  const facts = (list: Facts): string[] =>
    list.map(([name, value, names]) => `  ${name.padEnd(widest)}  ${line(value, names).trim()}`);
  const told = ({ time, level, room, message, names }: Entry): string =>
    `  ${time} ${level} ${room}  ${line(message, names).trim()}`;
  const parts: [string, string[]][] = [
    ...(found
      ? ([
          [
            `What ended: ${found.what}, at ${found.at}, version ${found.version}`,
            [line(found.cause, found.names)],
          ],
          ["The log before it", found.lines.map(told)],
        ] satisfies [string, string[]][])
      : []),
    ...sectionsFor(found, runsAs).map(([title, list]): [string, string[]] => [title, facts(list)]),
    ["Last errors", found ? ["  see the log above"] : lastErrors().map(told)],
  ];
  const body = parts.map(([title, lines]) =>
    [title, ...(lines.length > 0 ? lines : ["  none"])].join("\n"),
  );
  const title = found ? "Fullconv: report of an unexpected end" : "Fullconv: diagnostics";
  return `${[title, ...body, leftOutInWords(redactor.leftOut, paths)].join("\n\n")}\n`;
}

/** A report has its own, of when it was written; the titles of others say which moment they are of. */
function sectionsFor(found: Report | null, runsAs: RunsAs): [string, Facts][] {
  if (found?.sections === undefined || found.sections.length === 0)
    return sectionsOf(runsAs, lastDevice)().map(({ title, facts }) => [
      found ? `${title} (of now, not of the end: the report holds none)` : title,
      facts,
    ]);
  return found.sections.map(({ title, of, facts }) => [
    of === "end" ? title : `${title} (when Fullconv was started again, not when it ended)`,
    facts,
  ]);
}

/** What any process of late ran networks on. */
function lastDevice(): string | null {
  const entry = lastEntries()
    .filter(({ message }) => message.startsWith(deviceMark))
    .at(-1);
  return entry ? `${entry.message.slice(deviceMark.length)} (at ${entry.time})` : null;
}

function lastEntries(): Entry[] {
  const folder = logFolder();
  return logsIn(folder)
    .slice(-mostLogs)
    .flatMap((name) => readEntries(textOf(join(folder, name))))
    .sort((a, b) => a.time.localeCompare(b.time));
}

/** What goes on as an answer was said where it came from: once is enough. */
function lastErrors(): Entry[] {
  const errors = lastEntries().filter(({ level }) => level !== "info");
  return withoutEchoes(errors).slice(-mostErrors);
}

const words = {
  path: ["path", "paths"],
  name: ["name of a file or model", "names of files or models"],
  user: ["name of the user", "names of the user"],
  host: ["name of the machine", "names of the machine"],
  address: ["address", "addresses"],
  token: ["token", "tokens"],
} as const;

function leftOutInWords(leftOut: LeftOut, paths: boolean): string {
  const told = Object.entries(words).flatMap(([kind, [one, many]]) => {
    const count = leftOut[kind as keyof LeftOut];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const what = told.length === 0 ? "Nothing had to be left out." : `Left out: ${told.join(", ")}.`;
  if (paths) return `${what} Paths and names are in it, as was asked.`;
  return told.length === 0
    ? what
    : `${what} Where a path ends is not always known: the rest of its line went with it.`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => basename(name));
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return ""; // a process whose user has no name
  }
}
