/** @file Results and failures of images on standard output, as CONTRACT says. */
import { documentText } from "./document.ts";
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { summary } from "./summary.ts";
import { say } from "./terminal.ts";

interface PrintOptions {
  readonly json?: true;
}

/** Notices go to standard error even where quiet is asked for: they change what the result means. */
export function printResult(result: Analysis, { json }: PrintOptions): void {
  for (const { message } of result.notices) say(`${result.image.path}: ${message}`);
  console.log(json ? documentText(result) : summary(result));
}

/** @returns the line for standard error */
export function printFailure(path: string, error: Failure, { json }: PrintOptions): string {
  if (json) console.log(documentText({ image: path, error }));
  return error.message.includes(path) ? error.message : `${path}: ${error.message}`;
}
