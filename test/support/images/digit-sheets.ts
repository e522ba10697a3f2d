/** @file Sheets of handwritten digits with all that is on them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Annotation } from "../../../src-core/evaluation/annotation.ts";

export const sheetSize = { width: 640, height: 480 };

const truth = z.array(z.object({ label: z.string(), x: z.number(), y: z.number() }));

/** Draws one as `scripts/make-samples.ts` does. @returns what is on it */
export function drawSheet(path: string, seed: number): Annotation[] {
  mkdirSync(dirname(path), { recursive: true });
  const options = ["--seed", String(seed), "--out", path, "--truth", `${path}.truth`];
  execFileSync(process.execPath, ["--import", "tsx", "scripts/make-samples.ts", ...options]);
  return truth
    .parse(JSON.parse(readFileSync(`${path}.truth`, "utf8")))
    .map((digit) => ({ ...digit, width: 28, height: 28, ignored: null }));
}
