/** @file What a person at the terminal sees on standard error while work is going on. */
import type { Progress } from "../../../src-core/contract/api.ts";
import { oneLine, printableName } from "../../../src-core/printable.ts";

const phases: Record<Progress["phase"], string> = {
  convert: "preparing the image",
  decode: "decoding",
  device: "testing devices",
  session: "loading the network",
  pass: "single pass",
  collect: "collecting detections",
  compare: "comparing devices",
  "batch-size": "choosing the batch size",
  batched: "windows in batches",
  repeat: "running the pass again",
  turns: "pass and windows in turns",
  export: "writing files",
};

export const say = (line: string): void => {
  process.stderr.write(`${line.split("\n").map(oneLine).join("\n")}\n`);
};

/** Results, on standard output: names in them are others', and a terminal obeys what stands in a name. */
export const print = (lines: readonly string[]): void => {
  console.log(lines.map((line) => printableName(line, Infinity)).join("\n"));
};

/** One line that is written over and over; silent where nobody is watching. */
export class StatusLine {
  private readonly shown: boolean;
  private last = 0;

  constructor(quiet: boolean) {
    this.shown = !quiet && process.stderr.isTTY;
  }

  show(subject: string, { phase, done, total }: Progress): void {
    const percent = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : "";
    this.write(`${subject}: ${phases[phase]}${percent}`);
  }

  write(text: string): void {
    const now = performance.now();
    if (!this.shown || now - this.last < 80) return;
    this.last = now;
    process.stderr.write(`\r\u001b[2K${text}`);
  }

  clear(): void {
    this.last = 0; // What was written over is shown again at once.
    if (this.shown) process.stderr.write("\r\u001b[2K");
  }
}

/** Milliseconds as people say them: `1 h 5 min`, `3 min 20 s`, `12 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
