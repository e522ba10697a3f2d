/** @file What a person at the terminal sees on standard error while work is going on. */
import type { Progress } from "../../src-core/contract/api.ts";

const phases: Record<Progress["phase"], string> = {
  decode: "decoding",
  session: "loading the network",
  pass: "single pass",
  "batch-size": "choosing the batch size",
  batched: "windows in batches",
  single: "windows one by one",
};

export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** One line that is written over and over; silent where nobody is watching. */
export class StatusLine {
  private readonly shown: boolean;
  private last = 0;

  constructor(quiet: boolean) {
    this.shown = !quiet && process.stderr.isTTY;
  }

  show(subject: string, { phase, done, total }: Progress): void {
    const now = performance.now();
    if (!this.shown || now - this.last < 80) return;
    this.last = now;
    const percent = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : "";
    process.stderr.write(`\r\u001b[2K${subject}: ${phases[phase]}${percent}`);
  }

  clear(): void {
    if (this.shown) process.stderr.write("\r\u001b[2K");
  }
}
