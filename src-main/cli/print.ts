/** @file Results and failures of images on standard output, as CONTRACT says. */
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import { summary } from "./summary.ts";

interface PrintOptions {
  readonly json?: true;
}

export function printResult(result: Analysis, { json }: PrintOptions): void {
  console.log(json ? JSON.stringify(result) : summary(result));
}

/** @returns the line for standard error */
export function printFailure(path: string, error: Failure, { json }: PrintOptions): string {
  if (json) console.log(JSON.stringify({ image: path, error }));
  return error.message.includes(path) ? error.message : `${path}: ${error.message}`;
}
