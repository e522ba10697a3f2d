/** @file Damaged images by the thousand, in a process that is watched: none may end it, hang it, or show other pixels than the whole file without a word. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../../images/damage.ts";
import { patience } from "../../slowness.ts";
import { firstOf, keptFiles } from "../kept.ts";
import type { CaseMessage } from "../work-through.ts";
import { workThrough } from "../work-through.ts";

export interface ImageDone {
  readonly index: number;
  readonly name: string;
  readonly format: string;
  /** What was damaged: the length, structure, values whose other values are as legal, or directories. */
  readonly what: string;
  readonly verdict: Verdict;
  readonly message: string;
  readonly milliseconds: number;
  /** Largest resident size of the process so far, in MiB, and how much this case added. */
  readonly peak: number;
  readonly grown: number;
}

interface Begun {
  readonly index: number;
  readonly name: string;
}

export type ImageMessage = CaseMessage<Begun, ImageDone>;

/** Milliseconds in which a file has to be shown or refused. */
const longest = 10_000;
/** MiB that no file of a few kilobytes may take. */
const mostMemory = 1024;

export class ImageReport {
  /** Verdicts by format and what was damaged. */
  readonly counts = new Map<string, Partial<Record<Verdict, number>>>();
  readonly defects: string[] = [];
  total = 0;
  peak = 0;
  slowest: ImageDone | undefined;

  add(done: ImageDone): void {
    const { index, name, format, what, verdict, message, milliseconds, peak, grown } = done;
    this.total++;
    const counts = this.counts.get(`${format} | ${what}`) ?? {};
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    this.counts.set(`${format} | ${what}`, counts);
    this.peak = Math.max(this.peak, peak);
    if (milliseconds > (this.slowest?.milliseconds ?? 0)) this.slowest = done;
    const defect = (told: string): void => {
      this.defects.push(`case ${index} (${name}): ${told}`);
    };
    if (verdict === "wrong") defect(message);
    if (milliseconds > patience(longest)) defect(`${milliseconds.toFixed(0)} ms`);
    if (grown > 256 && peak > mostMemory)
      defect(`${grown.toFixed(0)} MiB more, ${peak.toFixed(0)} MiB in all`);
  }

  lost(index: number, name: string, how: string): void {
    this.total++;
    this.defects.push(`case ${index} (${name}): ${how}`);
  }

  text(): string {
    const { slowest, counts } = this;
    const verdicts = ["error", "same", "told", "free", "wrong"] as const;
    const rows = [...counts].sort(([a], [b]) => a.localeCompare(b));
    return [
      "| format | damaged | refused | same pixels | other, told | other, as legal | wrong |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      ...rows.map(
        ([key, of]) => `| ${[key, ...verdicts.map((verdict) => of[verdict] ?? 0)].join(" | ")} |`,
      ),
      `${this.total} damaged images`,
      slowest &&
        `slowest: ${slowest.milliseconds.toFixed(0)} ms, case ${slowest.index} (${slowest.name})`,
      `largest process: ${this.peak.toFixed(0)} MiB`,
      `defects: ${this.defects.length}`,
      ...this.defects,
    ]
      .filter((line) => line !== undefined)
      .join("\n");
  }
}

/** @param folder where files are kept that show a defect */
export async function fuzzImages(
  { seed, first, count, folder }: { seed: number; first: number; count: number; folder: string },
  report: ImageReport,
  onDone: (done: number) => void = () => undefined,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await workThrough<Begun, ImageDone>({
    script: join(import.meta.dirname, "child.ts"),
    first: firstOf(first, keptFiles("images").length),
    end: first + count,
    share: 5000,
    argsOf: (from, many) => [seed, from, many, folder],
    longest: () => longest,
    onDone: (done) => {
      report.add(done);
      onDone(report.total);
    },
    onLost: ({ index, name }, how) => {
      report.lost(index, name, how);
    },
  });
}
