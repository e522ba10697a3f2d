/** @file `fullconv analyze`: one image with all its measures, or many as a batch. */
import { UserError } from "../../src-core/contract/failure.ts";
import { thresholdOf } from "../../src-core/detection/candidate.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { collectInputs, isFolder } from "../batch/inputs.ts";
import { analyzeBatch } from "./analyze-batch.ts";
import { analyzeEach } from "./analyze-each.ts";
import type { AnalyzeOptions, Said } from "./analyze-options.ts";
import { checkOptions, modelRequest } from "./analyze-options.ts";
import { say } from "./terminal.ts";

/**
 * Prints each result as soon as it is there, in the order of the images.
 * @returns the exit status: 0, or 1 when an image failed
 * @throws UserError when the call itself is at fault: a model that is unknown or cannot be read
 */
export async function analyze(
  analyst: Analyst,
  paths: readonly string[],
  options: AnalyzeOptions,
  said: Said,
  signal: AbortSignal,
): Promise<number> {
  checkOptions(options, said);
  const model = await modelRequest(options);
  const { head, notes } = await analyst.open(model);
  const threshold = options.threshold ?? thresholdOf(head);
  const tell = options.quiet ? (): void => undefined : say;
  notes.forEach(tell);
  await analyst.checkDevice(options.device);
  const inputs = await collectInputs(paths);
  const { images, skipped, problems } = inputs;
  if (skipped > 0) tell(`${skipped} files that are no images were skipped`);
  problems.forEach(say);
  if (images.length === 0)
    throw new UserError("invalid-request", `${paths.join(", ")}: no image in there: name one`);
  const isMany = options.resume === true || images.length > 1 || (await isFolder(paths[0] ?? ""));
  if (options.method === "fcn" && isMany)
    return analyzeBatch(analyst, inputs, model, { ...options, threshold }, said, signal);
  return analyzeEach(analyst, images, model, { ...options, threshold }, signal);
}
