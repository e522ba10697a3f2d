/** @file Hostile requests by the thousand, in a process that is watched: each is answered, or refused in the contract's form. */
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { CaseMessage } from "../work-through.ts";
import { workThrough } from "../work-through.ts";

export interface RouteDone {
  readonly index: number;
  readonly what: string;
  readonly outcome: "answered" | "refused" | "defect";
  readonly message: string;
  readonly milliseconds: number;
  /** Largest resident size of the process so far, in MiB. */
  readonly peak: number;
}

interface Begun {
  readonly index: number;
  readonly what: string;
}

export type RouteMessage = CaseMessage<Begun, RouteDone>;

/** Milliseconds in which a request has to be answered. */
const longest = 10_000;

export class RouteReport {
  readonly counts = new Map<string, number>();
  readonly defects: string[] = [];
  total = 0;
  peak = 0;
  slowest: RouteDone | undefined;

  add(done: RouteDone): void {
    const { index, what, outcome, message, milliseconds, peak } = done;
    this.total++;
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
    this.peak = Math.max(this.peak, peak);
    if (milliseconds > (this.slowest?.milliseconds ?? 0)) this.slowest = done;
    if (outcome === "defect") this.defects.push(`case ${index} (${what}): ${message}`);
  }

  lost(index: number, what: string, how: string): void {
    this.total++;
    this.defects.push(`case ${index} (${what}): ${how}`);
  }

  text(): string {
    const { slowest, counts } = this;
    return [
      `${this.total} requests`,
      ...[...counts].map(([what, count]) => `  ${what.padEnd(24)} ${count}`),
      slowest && `slowest: ${slowest.milliseconds.toFixed(0)} ms, ${slowest.what}`,
      `largest process: ${this.peak.toFixed(0)} MiB`,
      `defects: ${this.defects.length}`,
      ...this.defects,
    ]
      .filter((line) => line !== undefined)
      .join("\n");
  }
}

/** @param folder in which each process has its home */
export async function fuzzRoutes(
  { seed, first, count, folder }: { seed: number; first: number; count: number; folder: string },
  report: RouteReport,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await workThrough<Begun, RouteDone>({
    script: join(import.meta.dirname, "child.ts"),
    first,
    end: first + count,
    share: 2000,
    argsOf: (from, many) => [seed, from, many, mkdtempSync(join(folder, "of-"))],
    longest: () => longest,
    onDone: (done) => {
      report.add(done);
    },
    onLost: ({ index, what }, how) => {
      report.lost(index, what, how);
    },
  });
}
