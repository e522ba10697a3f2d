/** @file `fullconv analyze`: one analysis per image, each on its own feet. */
import { basename, extname, join } from "node:path";
import type { Analysis, Method } from "../../src-core/contract/analysis.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { scorePlane } from "../../src-core/overlay/plane.ts";
import type { Analyst, BaselineRequest, Outcome } from "../analysis/analyst.ts";
import type { Job } from "../analysis/job.ts";
import type { ModelRequest } from "../analysis/library.ts";
import type { Stride } from "../analysis/model.ts";
import { toFailure } from "../failure.ts";
import { drawOverlay } from "../image/overlay.ts";
import { writeNew } from "../output/atomic.ts";
import { npy } from "../output/npy.ts";
import type { AnswerOptions } from "./answers.ts";
import { answersOf } from "./answers.ts";
import type { Input } from "./inputs.ts";
import { collectInputs } from "./inputs.ts";
import { summary } from "./summary.ts";
import { say, StatusLine } from "./terminal.ts";

export interface AnalyzeOptions extends AnswerOptions {
  readonly model: string;
  readonly card?: string;
  readonly stride: Stride;
  readonly method: Method;
  readonly device: string;
  readonly threshold: number;
  readonly runs: number;
  readonly baselineBudget: number | "full";
  readonly out: string;
  readonly overlay?: true;
  readonly map?: true;
  readonly overwrite?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * Prints each result as soon as it is there.
 * @returns the exit status: 0, or 1 when an image failed
 * @throws UserError when the call itself is at fault: a model that is unknown or cannot be read
 */
export async function analyze(
  analyst: Analyst,
  paths: readonly string[],
  options: AnalyzeOptions,
  signal: AbortSignal,
): Promise<number> {
  const model = await modelRequest(options);
  const { notes } = await analyst.open(model);
  if (!options.quiet) for (const note of notes) say(note);
  const { images, skipped } = await collectInputs(paths);
  if (skipped > 0 && !options.quiet) say(`${skipped} files that are no images were skipped`);
  if (images.length === 0)
    throw new UserError("invalid-request", `${paths.join(", ")}: no image in there: name one`);
  const status = new StatusLine(options.quiet === true);
  let failed = 0;
  for (const [index, input] of images.entries()) {
    const subject = images.length > 1 ? `${index + 1}/${images.length} ${input.path}` : input.path;
    const job: Job = {
      signal,
      progress: (progress) => {
        status.show(subject, progress);
      },
    };
    try {
      const result = await analyzeOne(analyst, input, model, options, job);
      status.clear();
      console.log(options.json ? JSON.stringify(result) : summary(result));
    } catch (cause) {
      status.clear();
      signal.throwIfAborted();
      failed++;
      const error = toFailure(cause);
      say(error.message.includes(input.path) ? error.message : `${input.path}: ${error.message}`);
      if (options.json) console.log(JSON.stringify({ image: input.path, error }));
    }
  }
  return failed > 0 ? 1 : 0;
}

async function modelRequest(options: AnalyzeOptions): Promise<ModelRequest> {
  const { model, card, stride } = options;
  return { model, card, stride, answers: await answersOf(options) };
}

async function analyzeOne(
  analyst: Analyst,
  input: Input,
  model: ModelRequest,
  options: AnalyzeOptions,
  job: Job,
): Promise<Analysis> {
  const request: BaselineRequest = {
    ...{ ...model, path: input.path, device: options.device },
    ...{ runs: options.runs, threshold: options.threshold, budget: options.baselineBudget },
  };
  const outcome = await run(analyst, request, options.method, job);
  return { ...outcome.result, files: await writeFiles(analyst, input, model, outcome, options) };
}

async function run(
  analyst: Analyst,
  request: BaselineRequest,
  method: Method,
  job: Job,
): Promise<Outcome> {
  if (method === "window") return analyst.windows(request, job);
  const pass = await analyst.pass(request, job);
  if (method === "fcn") return pass;
  return { map: pass.map, result: await analyst.baseline(request, pass.result, job) };
}

async function writeFiles(
  analyst: Analyst,
  input: Input,
  model: ModelRequest,
  { map, result }: Outcome,
  options: AnalyzeOptions,
): Promise<Analysis["files"]> {
  const name = basename(input.path, extname(input.path));
  const file = (ending: string): string => join(options.out, input.place, `${name}${ending}`);
  const files: Analysis["files"] = {};
  const mode = { overwrite: options.overwrite === true };
  if (options.overlay) {
    const { head } = await analyst.open(model);
    files.overlay = file(".overlay.png");
    await writeNew(files.overlay, await overlayOf(input.path, result, map, head.background), mode);
  }
  if (options.map) {
    files.map = file(".map.npy");
    const shape = [map.classes, map.rows, map.columns];
    await writeNew(files.map, npy(map.data, shape), mode);
  }
  return files;
}

function overlayOf(
  path: string,
  { map: { columns, rows, strideX, strideY }, model: { window }, detections }: Analysis,
  map: ScoreMap,
  background: number | undefined,
): Promise<Uint8Array> {
  const placement = { columns, rows, strideX, strideY };
  return drawOverlay(path, {
    plane: scorePlane(map, "objects", background),
    placement: { ...placement, windowWidth: window.width, windowHeight: window.height },
    detections,
  });
}
