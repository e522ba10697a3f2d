/**
 * @file The log of one process, in files that no other process writes: lines cannot be torn, and nobody's file is turned away under
 * him. A disk that is full or read-only costs lines, never the work.
 */
import { appendFileSync, renameSync } from "node:fs";
import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { makeFolderSync } from "../files/make-folder.ts";
import type { Entry } from "./entry.ts";

/** Bytes after which a file becomes the old one, in place of the one before. */
const usualLimit = 2 ** 20;

/** Of this machine: home folders may be shared, and process ids mean nothing elsewhere. */
export const machine = (): string =>
  createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/** `fullconv-<time>-<machine>-<pid>.log`, so that names in order are logs in order. */
export const logName = (time: Date, pid: number): string =>
  `fullconv-${time.toISOString().replace(/[-:]|\.\d+Z/g, "")}-${machine()}-${pid}.log`;

export const oldName = (path: string): string => path.replace(/\.log$/, ".old.log");

export class LogFile {
  readonly path: string;
  private readonly limit: number;
  private size = 0;
  private lost = 0;

  constructor(folder: string, limit = usualLimit) {
    this.path = join(folder, logName(new Date(), process.pid));
    this.limit = limit;
    try {
      makeFolderSync(folder, 0o700);
    } catch {
      // Each line finds out by itself.
    }
  }

  write(line: Entry): void {
    const lines: Entry[] = [line];
    if (this.lost > 0)
      lines.unshift({
        time: line.time,
        level: "warn",
        room: "log",
        message: `${this.lost} lines could not be written`,
      });
    // What was cut off before gets a line of its own.
    const start = this.lost > 0 ? "\n" : "";
    const text = start + lines.map((one) => `${JSON.stringify(one)}\n`).join("");
    const bytes = Buffer.byteLength(text);
    try {
      if (this.size > 0 && this.size + bytes > this.limit) {
        renameSync(this.path, oldName(this.path));
        this.size = 0;
      }
      appendFileSync(this.path, text, { mode: 0o600 });
      this.size += bytes;
      this.lost = 0;
    } catch {
      this.lost++;
    }
  }
}
