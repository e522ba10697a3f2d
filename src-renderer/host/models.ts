/** @file The host's routes for models. */
import { z } from "zod";
import type { DamagedModel, ModelSummary } from "../../src-core/contract/api.ts";
import { damagedModel, modelSummary } from "../../src-core/contract/api.ts";
import { request, requestJson } from "./request.ts";

export const listModels = (): Promise<ModelSummary[]> =>
  requestJson(z.array(modelSummary), "/api/models");

/** The user's own that cannot be used, and why. */
export const listDamagedModels = (): Promise<DamagedModel[]> =>
  requestJson(z.array(damagedModel), "/api/models/damaged");

/** @throws UserError for a model that is not the user's own */
export async function removeModel(id: string): Promise<void> {
  await request(`/api/models/${encodeURIComponent(id)}`, { method: "DELETE" });
}
