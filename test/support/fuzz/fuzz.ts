/** @file Runs mutations in a process of their own, and notices when it hangs or dies. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { firstOf, keptFiles } from "./kept.ts";
import type { Begun, Done } from "./protocol.ts";
import { workThrough } from "./work-through.ts";

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
/** @param onDone is told every case as it ends, @param onLost every one that ended its process */
export async function fuzz(
  { seed, first, count, folder }: Plan,
  onDone: (done: Done) => void,
  onLost: (lost: Lost) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await workThrough<Begun, Done>({
    script: join(import.meta.dirname, "child.ts"),
    first: firstOf(first, keptFiles("models").length),
    end: first + count,
    // A fresh process now and then, so that what ONNX Runtime keeps does not pile up.
    share: 2000,
    argsOf: (from, many) => [seed, from, many, folder],
    longest: ({ phase }) => longest[phase],
    onDone,
    onLost: ({ index, phase }, how) => {
      onLost({ index, phase, how });
    },
  });
}
