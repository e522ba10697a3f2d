/** @file Images one at a time, each on its own feet: what measures needs the engine for itself. */
import { join } from "node:path";
import type { Analysis, Method } from "../../src-core/contract/analysis.ts";
import type { FailureCode } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { AnalysisOutcome } from "../analysis/results/outcome.ts";
import type { BaselineRunRequest } from "../analysis/subject/requests.ts";
import type { Job } from "../analysis/jobs/job.ts";
import type { ModelRequest } from "../analysis/models/library.ts";
import type { ScaleOptions } from "../analysis/subject/scales.ts";
import type { FoundImage } from "../batch/scan.ts";
import { chooseTargets } from "../batch/output-targets.ts";
import { toFailure } from "../engine/failure.ts";
import type { AnalyzeOptions } from "./analyze-options.ts";
import { exportsOf } from "./analyze-options.ts";
import { printFailure, printResult } from "./text/print.ts";
import { say, StatusLine } from "./text/terminal.ts";

/** @returns the exit status */
export async function analyzeEach(
  analyst: Analyst,
  images: readonly FoundImage[],
  model: ModelRequest & ScaleOptions,
  options: AnalyzeOptions,
  signal: AbortSignal,
): Promise<number> {
  const status = new StatusLine(options.quiet === true);
  const targets = chooseTargets(images.map(({ name }) => name));
  const failures: FailureCode[] = [];
  for (const [index, { path, name }] of images.entries()) {
    const subject = images.length > 1 ? `${index + 1}/${images.length} ${path}` : path;
    const job: Job = {
      signal,
      progress: (progress) => {
        status.show(subject, progress);
      },
      tell: (news) => {
        if (options.quiet) return;
        if (news.type === "device-failed") say(`${path}: ${news.reason}: going on on the CPU`);
        if (news.type === "shrunk")
          say(`${path}: memory ran out, going on in tiles of ${news.width}×${news.height} pixels`);
      },
    };
    const target = join(options.out, targets[index] ?? name);
    try {
      const result = await analyzeOne(analyst, { ...model, path }, target, options, job);
      status.clear();
      printResult(result, options);
    } catch (cause) {
      status.clear();
      signal.throwIfAborted();
      const failure = toFailure(cause);
      failures.push(failure.code);
      say(printFailure(path, failure, options));
    }
  }
  if (failures.length === 0) return 0;
  // Scales that none of the images can be looked at on are the call's fault.
  const isCall =
    failures.length === images.length && failures.every((code) => code === "invalid-scales");
  return isCall ? 2 : 1;
}

async function analyzeOne(
  analyst: Analyst,
  subject: ModelRequest & ScaleOptions & { path: string },
  target: string,
  options: AnalyzeOptions,
  job: Job,
): Promise<Analysis> {
  const { device, runs, threshold, nms: overlap, memory, baselineBudget: budget } = options;
  const request: BaselineRunRequest = {
    ...subject,
    device,
    runs,
    threshold,
    overlap,
    memory,
    budget,
  };
  const { result, mark } = await run(analyst, request, options.method, job);
  const exports = exportsOf(options);
  if (exports.length === 0) return result;
  const overwrite = options.overwrite === true;
  const wanted = { ...subject, mark, result, exports, target, overwrite };
  return { ...result, files: await analyst.export(wanted, job) };
}

async function run(
  analyst: Analyst,
  request: BaselineRunRequest,
  method: Method,
  job: Job,
): Promise<Pick<AnalysisOutcome, "result" | "mark">> {
  if (method === "window") return analyst.windows(request, job);
  // Beside the windows it is timed in turns with them.
  const pass = await analyst.pass(method === "fcn" ? request : { ...request, runs: 1 }, job);
  if (method === "fcn") return pass;
  const { mark } = pass;
  return { mark, result: await analyst.baseline({ ...request, mark }, pass.result, job) };
}
