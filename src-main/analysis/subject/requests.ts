/** @file What is asked of an analysis: each request carries all that it needs. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { ExportName } from "../../../src-core/contract/exports.ts";
import type { Edit } from "../../../src-core/contract/results/edits.ts";
import type { LimitsRequest } from "../../../src-core/detection/candidate.ts";
import type { SubjectRequest } from "./subject.ts";

export interface AnalysisRequest extends SubjectRequest, LimitsRequest {
  /** Measured runs. */
  readonly runs: number;
  /** Whether one that is not counted comes before them: it does where nothing is said. */
  readonly warmUp?: boolean | undefined;
  /** The device as the user named it. */
  readonly device: string;
}

/** What is written of an analysis. */
export interface ExportRequest extends SubjectRequest {
  readonly result: Analysis;
  /** At which limits its boxes are found anew; they are the result's where it is left out. */
  readonly limits?: LimitsRequest | undefined;
  /** What a person corrected of it. */
  readonly edits?: readonly Edit[] | undefined;
  readonly exports: readonly ExportName[];
  /** Path of the outputs without their endings. */
  readonly target: string;
  readonly overwrite: boolean;
}

/** One image of many: a single run with a warm session, and what is wanted of it written to the disk. */
export interface ItemRequest extends AnalysisRequest {
  readonly exports: readonly ExportName[];
  /** Path of the outputs without their endings; nothing is written where no export is wanted. */
  readonly target: string;
  readonly overwrite: boolean;
  /** Longest side of the thumbnail; none is made where it is 0. */
  readonly thumbnail: number;
}

export interface BaselineRunRequest extends AnalysisRequest {
  /** Milliseconds of network time, or every window however long it takes. */
  readonly budget: number | "full";
  /** In which pass and windows take turns; as many as the pass has runs where it is left out. */
  readonly rounds?: number | undefined;
}
