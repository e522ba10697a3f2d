/** @file Hostile requests by the thousand, in a process that is watched: each is answered, or refused in the contract's form. */
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { watchedChild } from "../watched-child.ts";

export interface RouteDone {
  readonly index: number;
  readonly what: string;
  readonly outcome: "answered" | "refused" | "defect";
  readonly message: string;
  readonly milliseconds: number;
  /** Largest resident size of the process so far, in MiB. */
  readonly peak: number;
}

export type RouteMessage =
  | { readonly type: "begun"; readonly index: number; readonly what: string }
  | ({ readonly type: "done" } & RouteDone);

/** Milliseconds in which a request has to be answered. */
const longest = 10_000;
const starting = 60_000;
const share = 2000;

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
  const script = join(import.meta.dirname, "child.ts");
  for (let next = first; next < first + count;) {
    const part = Math.min(share, first + count - next);
    let [index, what, done] = [next, "start", 0];
    const args = [seed, next, part, mkdtempSync(join(folder, "of-"))];
    const how = await watchedChild(script, args, starting, (told) => {
      const message = told as RouteMessage;
      if (message.type === "begun") {
        index = message.index;
        what = message.what;
        return longest;
      }
      done++;
      report.add(message);
      return starting;
    });
    if (what === "start") throw new Error(how);
    if (done !== part) report.lost(index, what, how);
    next = done === part ? next + part : index + 1;
  }
}
