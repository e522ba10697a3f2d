/** @file The host's routes for images. */
import type { JobEvent, OpenedImage } from "../../src-core/contract/api.ts";
import { errorResponse, openedImage } from "../../src-core/contract/api.ts";
import { userErrorOf } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { jobEvents } from "./jobs.ts";
import { jsonBody, request, requestJson } from "./request.ts";
import { fetchAdmitted } from "./session.ts";

/** By its path in the desktop, else (a browser, a pasted picture) as bytes. @throws UserError when it is no image */
export async function openFile(file: File, signal: AbortSignal): Promise<OpenedImage> {
  const answer = await globalThis.window.fullconv?.open(file);
  if (answer !== undefined && answer !== null) {
    const refusal = errorResponse.safeParse(answer);
    if (refusal.success) throw userErrorOf(refusal.data.error);
    return parse(openedImage, answer, "answer of the desktop", "internal");
  }
  const path = `/api/images?name=${encodeURIComponent(file.name)}`;
  return requestJson(openedImage, path, { method: "POST", body: file, signal });
}

export const openSample = (model: string, signal: AbortSignal): Promise<OpenedImage> =>
  requestJson(openedImage, "/api/images/sample", { ...jsonBody({ model }), signal });

/** One that the host has open. @throws UserError where it no longer has */
export const findImage = (image: string): Promise<OpenedImage> =>
  requestJson(openedImage, imagePath(image));

/** An image as PNG, upright. */
export async function fetchPixels(image: string, signal: AbortSignal): Promise<Blob> {
  const response = await request(`${imagePath(image)}/pixels`, { signal });
  return response.blob();
}

/** Gets a large image ready to be looked at in tiles; answers with a stream of events. */
export const startPrepare = (image: string, signal: AbortSignal): AsyncGenerator<JobEvent> =>
  jobEvents(`${imagePath(image)}/prepare`, undefined, signal);

/** Tells the host that an image is no longer shown; that it already forgot it is no error. */
export function releaseImage(image: string): void {
  void fetchAdmitted(imagePath(image), { method: "DELETE" }).catch(() => undefined);
}

const imagePath = (image: string): string => `/api/images/${encodeURIComponent(image)}`;
