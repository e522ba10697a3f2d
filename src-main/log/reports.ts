/** @file Reports of what ended unexpectedly: kept on this machine, few of them, until they were read. Nothing is sent anywhere. */
import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { appVersion } from "../files/app-root.ts";
import { makeFolderSync } from "../files/make-folder.ts";
import { largestKept, readRegularUpToSync } from "../files/regular-file.ts";
import type { Entry } from "./entry.ts";
import { entry } from "./entry.ts";
import type { Section } from "./facts.ts";
import { section } from "./facts.ts";

const content = z.strictObject({
  at: z.string(),
  version: z.string(),
  what: z.enum(["app", "engine", "pictures", "window"]),
  cause: z.string(),
  names: z.array(z.string()),
  /** The last ones of the log. */
  lines: z.array(entry),
  /** Of app and machine; absent in reports of versions that kept none. */
  sections: z.array(section).optional(),
});

export type Report = z.infer<typeof content>;

const most = 10;
const reportName = /^crash-([\w-]+)\.(new|read)\.json$/;
const listeners = new Set<() => void>();
let count = 0;

/** @returns what ends it */
export function onReport(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What cannot be written is lost: the log has said it already. */
export function writeReport(
  folder: string,
  report: Pick<Report, "what" | "cause"> & {
    readonly names: readonly string[];
    readonly lines: readonly Entry[];
    readonly sections?: readonly Section[];
    readonly at?: string;
    /** Of what ended, where it is not this one. */
    readonly version?: string;
  },
): void {
  const at = report.at ?? new Date().toISOString();
  const id = `${at.replace(/[-:]|\.\d+Z/g, "")}-${process.pid}-${String(++count).padStart(4, "0")}`;
  try {
    makeFolderSync(folder, 0o700);
    const text = JSON.stringify({ version: appVersion(), ...report, at }, null, 2);
    writeFileSync(join(folder, `crash-${id}.new.json`), text, { mode: 0o600 });
    // The newest is this one, whatever the clock said when the others were written.
    const others = namesIn(folder).filter((name) => !name.includes(id));
    for (const name of others.slice(0, 1 - most)) rmSync(join(folder, name), { force: true });
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

/** Those that nobody has read yet, oldest first. */
export const newReports = (folder: string): string[] =>
  namesIn(folder).flatMap((name) => {
    const [, id = "", state] = reportName.exec(name) ?? [];
    return state === "new" ? [id] : [];
  });

/** @returns null where there is none of this id, or it cannot be read */
export function readReport(folder: string, id: string): Report | null {
  for (const state of ["new", "read"])
    try {
      const path = join(folder, nameOf(id, state));
      return content.parse(JSON.parse(readRegularUpToSync(path, largestKept).toString()));
    } catch {
      // The other state, or none.
    }
  return null;
}

/** It is offered no more. */
export function markRead(folder: string, id: string): void {
  try {
    renameSync(join(folder, nameOf(id, "new")), join(folder, nameOf(id, "read")));
  } catch {
    // It was read meanwhile, or is gone.
  }
}

function nameOf(id: string, state: string): string {
  const name = `crash-${id}.${state}.json`;
  if (!reportName.test(name)) throw new RangeError("no report is called so");
  return name;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => reportName.test(name))
      .sort();
  } catch {
    return [];
  }
}
