/** @file The host's routes for an analysis: its pass, the windows beside it, and what came of both. */
import type {
  BaselineRequest,
  ComparisonRequest,
  PassRequest,
  RepetitionRequest,
} from "../../src-core/contract/requests/analysis-requests.ts";
import type { Candidates, CellScores, JobEvent } from "../../src-core/contract/api.ts";
import { candidates as candidatesSchema, cellScores } from "../../src-core/contract/api.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { jobEvents, keptJobEvents } from "./jobs.ts";
import { request, requestJson } from "./request.ts";

export const startPass = (pass: PassRequest, signal: AbortSignal): AsyncGenerator<JobEvent> =>
  keptJobEvents("/api/analyses", pass, signal);

export const startBaseline = (
  analysis: string,
  baseline: BaselineRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> =>
  keptJobEvents(`${analysisPath(analysis)}/baseline`, baseline, signal);

/** The pass again, for its time alone. */
export const startRepetition = (
  analysis: string,
  repetition: RepetitionRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => keptJobEvents(`${analysisPath(analysis)}/runs`, repetition, signal);

/** The same on every device. */
export const startComparison = (
  analysis: string,
  comparison: ComparisonRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => jobEvents(`${analysisPath(analysis)}/devices`, comparison, signal);

/** Where pass and windows differ. @param budget milliseconds for the windows */
export const startDifferences = (
  analysis: string,
  budget: number,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> =>
  jobEvents(`${analysisPath(analysis)}/differences`, { budget }, signal);

/**
 * The score map of an analysis.
 * @param scale index among those of the image; 0 is the largest
 * @throws UserError when it does not have classes × rows × columns numbers
 */
export async function fetchScoreMap(
  analysis: string,
  { classes, rows, columns }: Omit<ScoreMap, "data">,
  signal: AbortSignal,
  scale = 0,
): Promise<ScoreMap> {
  const response = await request(`${analysisPath(analysis)}/map${onScale(scale)}`, { signal });
  const bytes = await response.arrayBuffer();
  const expected = classes * rows * columns * Float32Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength !== expected)
    throw new UserError("internal", `a map of ${bytes.byteLength} bytes, not ${expected}`);
  return { data: new Float32Array(bytes), classes, rows, columns };
}

/** Boxes that score at least `floor`, best first, before any is pushed aside by another. */
export const fetchCandidates = (
  analysis: string,
  floor: number,
  signal: AbortSignal,
): Promise<Candidates> =>
  requestJson(candidatesSchema, `${analysisPath(analysis)}/candidates?floor=${floor}`, { signal });

export const fetchCellScores = (
  analysis: string,
  row: number,
  column: number,
  signal: AbortSignal,
  scale = 0,
): Promise<CellScores> =>
  requestJson(cellScores, `${analysisPath(analysis)}/cells/${row}/${column}${onScale(scale)}`, {
    signal,
  });

/** What is left out is the model's own. */
interface Limits {
  readonly threshold?: number;
  readonly overlap: number;
}

/** @param limits at which boxes count; a threshold that is left out is the model's own, of each class @param isEdited as a person corrected it */
export const exportUrl = (
  analysis: string,
  name: ExportName,
  { threshold, overlap }: Limits,
  isEdited = false,
): string => {
  const least = threshold === undefined ? "" : `threshold=${threshold}&`;
  return `${analysisPath(analysis)}/exports/${name}?${least}overlap=${overlap}${isEdited ? "&edited=1" : ""}`;
};

const onScale = (scale: number): string => (scale === 0 ? "" : `?scale=${scale}`);

const analysisPath = (analysis: string): string => `/api/analyses/${encodeURIComponent(analysis)}`;
