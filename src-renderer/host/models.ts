/** @file The host's routes for models. */
import { z } from "zod";
import type { DamagedModel, ModelSummary } from "../../src-core/contract/api.ts";
import { damagedModel, modelSummary } from "../../src-core/contract/api.ts";
import type { Naming } from "../../src-core/contract/examined.ts";
import type { CardChange } from "../../src-core/contract/model-changes.ts";
import type { NetworkLayers } from "../../src-core/contract/lesson/layers.ts";
import { networkLayers } from "../../src-core/contract/lesson/layers.ts";
import { jsonBody, request, requestJson } from "./request.ts";

export const listModels = (): Promise<ModelSummary[]> =>
  requestJson(z.array(modelSummary), "/api/models");

/** The user's own that cannot be used, and why. */
export const listDamagedModels = (): Promise<DamagedModel[]> =>
  requestJson(z.array(damagedModel), "/api/models/damaged");

const placeOf = (id: string): string => `/api/models/${encodeURIComponent(id)}`;

/** Another card over the same networks. @throws UserError where they do not fit together; the card stays as it was */
export const changeModel = (id: string, change: CardChange): Promise<ModelSummary> =>
  requestJson(modelSummary, placeOf(id), { ...jsonBody(change), method: "PATCH" });

/** A copy among the user's own. @throws UserError when the id is taken */
export const copyModel = (id: string, naming: Naming): Promise<ModelSummary> =>
  requestJson(modelSummary, `${placeOf(id)}/copies`, jsonBody(naming));

/** All of a model as one zip. */
export const modelFilesUrl = (id: string): string => `${placeOf(id)}/files`;

/**
 * Its network layer by layer on an image of this size; on one window where it is left out.
 * @throws UserError when the image is smaller than the window
 */
export function fetchLayers(
  id: string,
  image: { readonly width: number; readonly height: number } | null,
  signal: AbortSignal,
): Promise<NetworkLayers> {
  const size = image ? `?width=${image.width}&height=${image.height}` : "";
  return requestJson(networkLayers, `${placeOf(id)}/layers${size}`, {
    signal,
  });
}

/** @throws UserError for a model that is not the user's own */
export async function removeModel(id: string): Promise<void> {
  await request(placeOf(id), { method: "DELETE" });
}
