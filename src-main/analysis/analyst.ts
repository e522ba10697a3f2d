/** @file What can be asked of an analyst, whether it works in this process or in another. */
import type { Analysis, LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { CellScores, ModelSummary } from "../../src-core/contract/api.ts";
import type { ClassifierHead } from "../../src-core/contract/card.ts";
import type { Size } from "../../src-core/network/convolutionalize.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Job } from "./job.ts";
import type { SubjectRequest } from "./subject.ts";

export interface AnalysisRequest extends SubjectRequest {
  /** Measured runs, after one that warms up. */
  readonly runs: number;
  /** The lowest score of a detection. */
  readonly threshold: number;
  /** The device as the user named it. */
  readonly device: string;
}

export interface BaselineRequest extends AnalysisRequest {
  /** Milliseconds of network time, or every window however long it takes. */
  readonly budget: number | "full";
}

export interface Outcome {
  readonly result: Analysis;
  readonly map: ScoreMap;
}

/** Every method throws UserError (or what toFailure understands) where a file or model is at fault. */
export interface Analyst {
  /** The head of a model, which is loaded with this. @param card of an ONNX file that has none beside it */
  head(model: string, card?: string): Promise<ClassifierHead>;
  models(): Promise<ModelSummary[]>;
  /** Path of a model's sample image. */
  sample(model: string): Promise<string>;
  /** Size of an image, which is kept decoded for what comes next. */
  openImage(path: string): Promise<Size>;
  /** The image as PNG, upright, as the network sees it. */
  picture(path: string): Promise<Uint8Array>;
  /** The single pass; `onMap` hears of the first outcome, which is not timed yet. */
  pass(request: AnalysisRequest, job: Job, onMap?: (first: Outcome) => void): Promise<Outcome>;
  /** The windows at the cells of a pass: its result with the comparison added. */
  baseline(request: BaselineRequest, pass: Analysis, job: Job): Promise<Analysis>;
  /** The windows alone, every one of them. */
  windows(request: BaselineRequest, job: Job): Promise<Outcome>;
  /** The score map of the pass. */
  map(request: SubjectRequest): Promise<ScoreMap>;
  detections(request: SubjectRequest, threshold: number): Promise<LabelledDetection[]>;
  /** One cell's scores from the pass and from the classifier on its window. @throws UserError outside the map */
  cell(request: SubjectRequest, row: number, column: number): Promise<CellScores>;
}
