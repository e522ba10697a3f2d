/** @file The host's routes, one function each. */
import { z } from "zod";
import type {
  BaselineRequest,
  Candidates,
  CellScores,
  ComparisonRequest,
  DevicesRequest,
  JobEvent,
  ModelSummary,
  OpenedImage,
  PassRequest,
} from "../../src-core/contract/api.ts";
import {
  candidates as candidatesSchema,
  cellScores,
  errorResponse,
  jobEvent,
  modelSummary,
  openedImage,
} from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import { readLines } from "./ndjson.ts";
import { jsonBody, request, requestJson } from "./request.ts";

export const models = (): Promise<ModelSummary[]> =>
  requestJson(z.array(modelSummary), "/api/models");

/** By its path in the desktop, else (a browser, a pasted picture) as bytes. @throws UserError when it is no image */
export async function openFile(file: File, signal: AbortSignal): Promise<OpenedImage> {
  const answer = await globalThis.window.fullconv?.open(file);
  if (answer !== undefined && answer !== null) {
    const told = errorResponse.safeParse(answer);
    if (told.success) throw new UserError(told.data.error.code, told.data.error.message);
    return parse(openedImage, answer, "answer of the desktop", "internal");
  }
  const path = `/api/images?name=${encodeURIComponent(file.name)}`;
  return requestJson(openedImage, path, { method: "POST", body: file, signal });
}

export const openSample = (model: string, signal: AbortSignal): Promise<OpenedImage> =>
  requestJson(openedImage, "/api/images/sample", { ...jsonBody({ model }), signal });

/** An image as PNG, upright. */
export async function pixels(image: string, signal: AbortSignal): Promise<Blob> {
  const response = await request(`${imagePath(image)}/pixels`, { signal });
  return response.blob();
}

/** Gets a large image ready to be looked at in tiles; answers with a stream of events. */
export const startPrepare = (image: string, signal: AbortSignal): AsyncGenerator<JobEvent> =>
  jobEvents(`${imagePath(image)}/prepare`, undefined, signal);

/** Tells the host that an image is no longer shown; that it already forgot it is no error. */
export function releaseImage(image: string): void {
  void fetch(imagePath(image), { method: "DELETE" }).catch(() => undefined);
}

/** Tells the host to stop a job; its stream then ends with a failure `cancelled`. */
export function cancelJob(job: string): void {
  void fetch(`/api/jobs/${encodeURIComponent(job)}`, { method: "DELETE" }).catch(() => undefined);
}

export const startPass = (pass: PassRequest, signal: AbortSignal): AsyncGenerator<JobEvent> =>
  jobEvents("/api/analyses", pass, signal);

/** What every device is and how its test went; answers with a stream of events. */
export const startDevices = (
  wanted: DevicesRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => jobEvents("/api/devices", wanted, signal);

export const startBaseline = (
  analysis: string,
  baseline: BaselineRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => jobEvents(`${analysisPath(analysis)}/baseline`, baseline, signal);

/** The same on every device. */
export const startComparison = (
  analysis: string,
  comparison: ComparisonRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => jobEvents(`${analysisPath(analysis)}/devices`, comparison, signal);

/**
 * The score map of an analysis.
 * @param scale index among those of the image; 0 is the largest
 * @throws UserError when it does not have classes × rows × columns numbers
 */
export async function scoreMap(
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
export const candidates = (
  analysis: string,
  floor: number,
  signal: AbortSignal,
): Promise<Candidates> =>
  requestJson(candidatesSchema, `${analysisPath(analysis)}/candidates?floor=${floor}`, { signal });

export const cell = (
  analysis: string,
  row: number,
  column: number,
  signal: AbortSignal,
  scale = 0,
): Promise<CellScores> =>
  requestJson(cellScores, `${analysisPath(analysis)}/cells/${row}/${column}${onScale(scale)}`, {
    signal,
  });

const onScale = (scale: number): string => (scale === 0 ? "" : `?scale=${scale}`);

const imagePath = (image: string): string => `/api/images/${encodeURIComponent(image)}`;

const analysisPath = (analysis: string): string => `/api/analyses/${encodeURIComponent(analysis)}`;

async function* jobEvents(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const init = body === undefined ? { method: "POST" } : jsonBody(body);
  const { body: stream } = await request(path, { ...init, signal });
  if (!stream) throw new UserError("internal", `an empty answer to ${path}`);
  for await (const line of readLines(stream))
    yield parse(jobEvent, line, `line of ${path}`, "internal");
}
