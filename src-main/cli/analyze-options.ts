/** @file What `fullconv analyze` is told, and what follows from it. */
import type { Method } from "../../src-core/contract/analysis.ts";
import type { ObjectSizes } from "../../src-core/contract/api.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ModelRequest } from "../analysis/models/library.ts";
import type { ScaleOptions } from "../analysis/subject/scales.ts";
import { checkScalesOrObjects } from "./options.ts";
import type { Stride } from "../analysis/models/model.ts";
import type { AnswerOptions } from "./answers.ts";
import { answersOf } from "./answers.ts";
import { inContractOrder } from "./batch-options.ts";

export interface AnalyzeOptions extends AnswerOptions {
  readonly model: string;
  readonly card?: string;
  readonly stride: Stride;
  readonly method: Method;
  readonly device: string;
  /** The model's own where it is left out. */
  readonly threshold?: number;
  /** Most overlap of two boxes; the model's own where it is left out. */
  readonly nms?: number;
  readonly scales?: readonly number[];
  readonly objects?: ObjectSizes;
  readonly runs: number;
  readonly baselineBudget: number | "full";
  /** Bytes of one tile. */
  readonly memory?: number;
  readonly out: string;
  readonly overlay?: true;
  readonly map?: true;
  readonly export?: readonly ExportName[];
  readonly overwrite?: true;
  readonly resume?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** Whether the user said it: defaults mean other things for one image than for many. */
export interface GivenOptions {
  readonly runs: boolean;
  readonly out: boolean;
}

export async function modelRequest(options: AnalyzeOptions): Promise<ModelRequest & ScaleOptions> {
  const { model, card, stride, scales, objects } = options;
  return { model, card, stride, scales, objects, answers: await answersOf(options) };
}

export const exportsOf = (options: AnalyzeOptions): ExportName[] =>
  inContractOrder([
    ...(options.export ?? []),
    ...(options.overlay ? (["overlay"] as const) : []),
    ...(options.map ? (["map"] as const) : []),
  ]);

/** @throws UserError for options that do not go together */
export function checkOptions(
  { method, resume, ...requested }: AnalyzeOptions,
  given: GivenOptions,
): void {
  checkScalesOrObjects(requested);
  if (!resume) return;
  if (method !== "fcn")
    throw new UserError(
      "invalid-request",
      `--resume goes with --method fcn: ${method} is run image by image and keeps no journal`,
    );
  if (!given.out)
    throw new UserError("invalid-request", "--resume needs --out: the folder of the earlier run");
}
