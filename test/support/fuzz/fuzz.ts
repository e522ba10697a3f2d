/** @file Runs mutations in a process of their own, and notices when it hangs or dies. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { firstOf, keptFiles } from "./kept.ts";
import type { Begun, Done, Message } from "./protocol.ts";
import { watchedChild } from "./watched-child.ts";

export interface Plan {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  /** Where files are kept that show a defect. */
  readonly folder: string;
}

/** A process that ended or was ended in the middle of a case. */
export interface Lost {
  readonly index: number;
  readonly phase: Begun["phase"];
  readonly how: string;
}

/** Longest silence of either phase, in ms of a machine that is not slow. */
const longest = { convert: 20_000, engine: 60_000 };
/** Starting takes longer than converting. */
const starting = 60_000;
/** A fresh process now and then, so that what ONNX Runtime keeps does not pile up. */
const share = 2000;

/** @param onDone is told every case as it ends, @param onLost every one that ended its process */
export async function fuzz(
  { seed, first, count, folder }: Plan,
  onDone: (done: Done) => void,
  onLost: (lost: Lost) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const end = first + count;
  let next = firstOf(first, keptFiles("models").length);
  while (next < end) {
    const part = Math.min(share, end - next);
    const lost = await runPart({ seed, first: next, count: part, folder }, onDone);
    if (lost) onLost(lost);
    next = lost ? lost.index + 1 : next + part;
  }
}

async function runPart(plan: Plan, onDone: (done: Done) => void): Promise<Lost | undefined> {
  const { seed, first, count, folder } = plan;
  let at: Begun = { type: "begun", index: first, phase: "convert" };
  let finished = 0;
  const script = join(import.meta.dirname, "child.ts");
  const args = [seed, first, count, folder];
  const how = await watchedChild(script, args, starting, (told) => {
    const message = told as Message;
    if (message.type === "begun") {
      at = message;
      return longest[message.phase];
    }
    finished++;
    onDone(message);
    return starting;
  });
  return finished === count ? undefined : { index: at.index, phase: at.phase, how };
}
