/** @file Runs the command line and watches the memory of all its processes together. Linux: it reads /proc. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { processesOf } from "../processes.ts";

export interface Watched {
  readonly output: string;
  /** Most bytes that were resident in all the processes at once. */
  readonly peak: number;
  /** The same when each of its lines came. */
  readonly atLine: readonly number[];
  /** Of that, the bytes of the processes that it started. */
  readonly ofOthers: readonly number[];
  /** Milliseconds. */
  readonly time: number;
}

const newline = 10;
const pause = 100; // milliseconds between two looks

/** @throws Error with what the command said where it fails */
export async function watched(args: readonly string[]): Promise<Watched> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [peak, now, others] = [0, 0, 0];
  const atLine: number[] = [];
  const ofOthers: number[] = [];
  const timer = setInterval(() => {
    const own = child.pid ?? 0;
    const seen = processesOf(own);
    const sum = (of: typeof seen): number =>
      of.reduce((bytes, { resident }) => bytes + resident, 0);
    now = sum(seen);
    others = sum(seen.filter(({ pid }) => pid !== own));
    peak = Math.max(peak, now);
  }, pause);
  child.stdout.on("data", (piece: Buffer) => {
    for (const byte of piece)
      if (byte === newline) {
        atLine.push(now);
        ofOthers.push(others);
      }
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [output, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(" ")}: ${said || `exit code ${code ?? "none"}`}`);
  return { output, peak, atLine, ofOthers, time: performance.now() - start };
}
