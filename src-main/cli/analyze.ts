/** @file `fullconv analyze`: one image with all its measures, or many as a batch. */
import { inEnglish } from "../../src-core/messages/said.ts";
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import type { Method } from "../../src-core/contract/analysis.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { checkTwin } from "../analysis/models/check-twin.ts";
import { collectInputs, isFolder } from "../batch/inputs.ts";
import { analyzeBatch } from "./analyze-batch.ts";
import { analyzeEach } from "./analyze-each.ts";
import type { AnalyzeOptions, GivenOptions } from "./analyze-options.ts";
import { checkOptions, modelRequest } from "./analyze-options.ts";
import { say } from "./text/terminal.ts";

/**
 * Prints each result as soon as it is there, in the order of the images.
 * @returns the exit status: 0, or 1 when an image failed
 * @throws UserError when the call itself is at fault: a model that is unknown or cannot be read
 */
export async function analyze(
  analyst: Analyst,
  paths: readonly string[],
  options: AnalyzeOptions,
  said: GivenOptions,
  signal: AbortSignal,
): Promise<number> {
  const model = await modelRequest(options);
  const opened = await analyst.open(model);
  const { head, notes } = opened;
  const tell = options.quiet ? (): void => undefined : say;
  notes.forEach(tell);
  const method = methodFor(options, head, tell);
  checkOptions({ ...options, method }, said);
  await analyst.checkDevice(options.device);
  const inputs = await collectInputs(paths);
  const { images, skipped, problems } = inputs;
  if (skipped > 0) tell(`${skipped} files that are no images were skipped`);
  problems.forEach(say);
  if (images.length === 0)
    throw new UserError("invalid-request", `${paths.join(", ")}: no image in there: name one`);
  const isMany = options.resume === true || images.length > 1 || (await isFolder(paths[0] ?? ""));
  const chosen = { ...options, method };
  if (method === "fcn" && isMany)
    return analyzeBatch(analyst, inputs, { model, opened }, chosen, said, signal);
  return analyzeEach(analyst, images, model, chosen, signal);
}

/** Where there is nothing to compare the pass with, it is run alone. @throws UserError where that is all that is asked for */
function methodFor(
  { method, model: id }: AnalyzeOptions,
  head: Head,
  tell: (line: string) => void,
): Method {
  const why = headOf(head).noWindows;
  if (method === "window") checkTwin("--method window", { id, head });
  if (method !== "both" || why === null) return method;
  tell(`${id}: the pass alone: ${inEnglish(why)}`);
  return "fcn";
}
