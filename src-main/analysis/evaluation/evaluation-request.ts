/** @file What an evaluation is asked, by whom it is done, and who listens. */
import type { WindowSubject } from "../../../src-core/evaluation/test-windows.ts";
import type { EvaluatedHead } from "./evaluated-head.ts";
import type { Job } from "../jobs/job.ts";
import type { ModelRequest } from "../models/library.ts";
import type { ItemOutcome } from "../results/outcome.ts";
import type { ItemRequest } from "../subject/requests.ts";
import type { ScaleOptions } from "../subject/scales.ts";
import type { WindowsRequest } from "./window-accuracy.ts";

export interface Evaluator {
  item(request: ItemRequest, job: Job): Promise<ItemOutcome>;
  /** Index of the best class of each window, as the untouched classifier has it. */
  bestClasses(request: WindowsRequest, job: Job): Promise<number[]>;
}

export interface EvaluationRequest {
  readonly model: ModelRequest & ScaleOptions & Pick<ItemRequest, "mark">;
  readonly device: string;
  readonly head: EvaluatedHead;
  /** Classes whose figures are wanted; null where the head has none. */
  readonly labels: readonly string[] | null;
  readonly iou: number;
  /** Of all classes; their own where it is left out. */
  readonly threshold?: number | undefined;
  /** Whether the thresholds of best F1 are wanted. */
  readonly choose?: boolean | undefined;
  /** Most overlap of two boxes; the head's own where it is left out. */
  readonly overlap?: number | undefined;
}

/** Who listens while images are run. */
export interface EvaluationListener {
  /** @param subject what is being done, for people */
  readonly job: (subject: string) => Job;
  readonly failed: (path: string, cause: unknown) => void;
  readonly tell: (line: string) => void;
}

/** An image that was run. */
export interface AnalysedImage extends WindowSubject {
  readonly path: string;
}
