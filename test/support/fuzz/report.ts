/** @file What many cases came to. */
import { patience } from "../slowness.ts";
import type { Done } from "./protocol.ts";
import type { Lost } from "./fuzz.ts";

/** A conversion that needs more is refused by nobody, but by the machine. */
const mostMemory = 1024;
const longest = 5000;

const short = (remark: string): string => remark.split(":", 1)[0] ?? "";

export class Report {
  readonly counts = new Map<string, number>();
  readonly defects: string[] = [];
  readonly engine: string[] = [];
  slowest: Done | undefined;
  peak = 0;
  total = 0;

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  add = (done: Done): void => {
    const { index, kind, from, outcome, message, milliseconds, grown, peak, compared } = done;
    const name = `case ${index} (${kind} of ${from})`;
    this.total++;
    this.count(`${kind}: ${outcome}`);
    if (compared === "unknown") this.count(`compared: unknown: ${short(done.remark)}`);
    else if (compared) this.count(`compared: ${compared}`);
    if (milliseconds > (this.slowest?.milliseconds ?? 0)) this.slowest = done;
    this.peak = Math.max(this.peak, peak);
    if (outcome === "defect") this.defects.push(`${name}: ${message}`);
    if (compared === "wrong") this.defects.push(`${name}: SILENTLY WRONG: ${done.remark}`);
    if (milliseconds > patience(longest))
      this.defects.push(`${name}: ${milliseconds.toFixed(0)} ms`);
    if (grown > 256 && peak > mostMemory)
      this.defects.push(`${name}: ${grown.toFixed(0)} MiB more, ${peak.toFixed(0)} MiB in all`);
  };

  lost = ({ index, phase, how }: Lost): void => {
    this.total++;
    const told = `case ${index}: while it was in ${phase}: ${how}`;
    (phase === "engine" ? this.engine : this.defects).push(told);
  };

  text(): string {
    const { slowest, counts } = this;
    const sorted = [...counts].sort(([a], [b]) => a.localeCompare(b));
    return [
      `${this.total} mutations`,
      ...sorted.map(([what, count]) => `  ${what.padEnd(40)} ${count}`),
      slowest &&
        `slowest: ${slowest.milliseconds.toFixed(0)} ms, case ${slowest.index} (${slowest.kind} of ${slowest.from})`,
      `largest process: ${this.peak.toFixed(0)} MiB`,
      `engine lost: ${this.engine.length}`,
      ...this.engine,
      `defects: ${this.defects.length}`,
      ...this.defects,
    ]
      .filter((line) => line !== undefined)
      .join("\n");
  }
}
