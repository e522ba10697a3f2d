/** @file Damaged files by the thousand, in a process that is watched: none may end it, hang it, or be told in other words than ours. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { firstOf } from "../kept.ts";
import type { CaseMessage } from "../work-through.ts";
import { workThrough } from "../work-through.ts";
import { keptParsed } from "./kept-parsed.ts";

export interface FileCase {
  readonly index: number;
  readonly name: string;
  readonly outcome: "read" | "refused" | "defect";
  readonly message: string;
  readonly milliseconds: number;
  /** Largest resident size of the process so far, in MiB. */
  readonly peak: number;
}

interface Begun {
  readonly index: number;
  readonly name: string;
}

export type FileMessage = CaseMessage<Begun, FileCase>;

/** Milliseconds in which a file has to be read or refused. */
const longest = 10_000;

export class FileReport {
  readonly counts = new Map<string, number>();
  readonly defects: string[] = [];
  total = 0;
  peak = 0;
  slowest = 0;

  add({ index, name, outcome, message, milliseconds, peak }: FileCase): void {
    this.total++;
    const key = `${name}: ${outcome}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    this.peak = Math.max(this.peak, peak);
    this.slowest = Math.max(this.slowest, milliseconds);
    if (outcome === "defect") this.defects.push(`case ${index} (${name}): ${message}`);
  }

  lost(index: number, name: string, how: string): void {
    this.total++;
    this.defects.push(`case ${index} (${name}): ${how}`);
  }

  text(): string {
    const counts = [...this.counts].sort(([a], [b]) => a.localeCompare(b));
    return [
      `${this.total} damaged files`,
      ...counts.map(([what, count]) => `  ${what.padEnd(24)} ${count}`),
      `slowest: ${this.slowest.toFixed(0)} ms, largest process: ${this.peak.toFixed(0)} MiB`,
      `defects: ${this.defects.length}`,
      ...this.defects,
    ].join("\n");
  }
}

/** @param folder where files are kept that show a defect */
export async function fuzzFiles(
  { seed, first, count, folder }: { seed: number; first: number; count: number; folder: string },
  report: FileReport,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await workThrough<Begun, FileCase>({
    script: join(import.meta.dirname, "child.ts"),
    first: firstOf(first, keptParsed().length),
    end: first + count,
    share: 5000,
    argsOf: (from, many) => [seed, from, many, folder],
    longest: () => longest,
    onDone: (done) => {
      report.add(done);
    },
    onLost: ({ index, name }, how) => {
      report.lost(index, name, how);
    },
  });
}
