/** @file The host's routes for many images in one go. */
import { z } from "zod";
import type { OpenedImage } from "../../src-core/contract/api.ts";
import { errorResponse, openedImage } from "../../src-core/contract/api.ts";
import type {
  BatchAdded,
  BatchEvent,
  BatchRequest,
  BatchState,
} from "../../src-core/contract/batch.ts";
import { batchAdded, batchEvent, batchState } from "../../src-core/contract/batch.ts";
import type { Offered } from "../../src-core/contract/desktop.ts";
import { offered } from "../../src-core/contract/desktop.ts";
import { UserError, userErrorOf } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { readLines } from "./ndjson.ts";
import { jsonBody, request, requestJson } from "./request.ts";

export type BatchCommand = "start" | "pause" | "resume" | "stop" | "retry";

/** All that are kept, newest first. */
export const listBatches = (): Promise<BatchState[]> =>
  requestJson(z.array(batchState), "/api/batches");

export const createBatch = (wanted: BatchRequest): Promise<BatchState> =>
  requestJson(batchState, "/api/batches", jsonBody(wanted));

/** @param name the file's, after the folders it came in and slashes */
export const addToBatch = (
  id: string,
  name: string,
  file: File,
  signal: AbortSignal,
): Promise<BatchAdded> =>
  requestJson(batchAdded, `${batchPath(id)}/files?name=${encodeURIComponent(name)}`, {
    method: "POST",
    body: file,
    signal,
  });

/** A file or folder by its path, in the desktop; null where there is none, and its files are uploaded. */
export async function addPathToBatch(id: string, file: File): Promise<BatchAdded | null> {
  const answer = await globalThis.window.fullconv?.addToBatch(id, file);
  if (answer === undefined || answer === null) return null;
  const refusal = errorResponse.safeParse(answer);
  if (refusal.success) throw userErrorOf(refusal.data.error);
  return parse(batchAdded, answer, "answer of the desktop", "internal");
}

/** A file or folder that the host was asked to open itself. */
export const addOfferToBatch = (id: string, offer: string): Promise<BatchAdded> =>
  requestJson(batchAdded, `${batchPath(id)}/offer`, jsonBody({ offer }));

/** What a batch would take of it. */
export const lookAtOffer = (id: string, signal: AbortSignal): Promise<Offered> =>
  requestJson(offered, `/api/offers/${encodeURIComponent(id)}`, { signal });

/** The answer is a state that the stream of events tells as well, in its order. */
export async function sendBatchCommand(id: string, command: BatchCommand): Promise<void> {
  await request(`${batchPath(id)}/${command}`, { method: "POST" });
}

/** Everything there is, then what changes. @throws UserError where the batch is not kept or the host does not answer */
export async function* batchEvents(id: string, signal: AbortSignal): AsyncGenerator<BatchEvent> {
  const path = `${batchPath(id)}/events`;
  const { body } = await request(path, { signal });
  if (!body) throw new UserError("internal", `an empty answer to ${path}`);
  for await (const line of readLines(body))
    yield parse(batchEvent, line, `line of ${path}`, "internal");
}

/** All rows as CSV. */
export async function fetchBatchTable(id: string): Promise<Blob> {
  return (await request(`${batchPath(id)}/table`)).blob();
}

/** A small picture of an item that is done. */
export async function fetchThumbnail(
  id: string,
  index: number,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await request(`${batchPath(id)}/items/${index}/thumbnail`, { signal });
  return response.blob();
}

export const openItem = (id: string, index: number, signal: AbortSignal): Promise<OpenedImage> =>
  requestJson(openedImage, `${batchPath(id)}/items/${index}/open`, { method: "POST", signal });

/** @param results whether what was written goes, too */
export async function removeBatch(id: string, results: boolean): Promise<void> {
  await request(`${batchPath(id)}${results ? "?results=1" : ""}`, { method: "DELETE" });
}

const batchPath = (id: string): string => `/api/batches/${encodeURIComponent(id)}`;
