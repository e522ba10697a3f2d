/** @file What has to be the same when a batch goes on later: the journal's first line. */
import { said } from "../../src-core/messages/said.ts";
import { resolve } from "node:path";
import { z } from "zod";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { stride, threshold } from "../../src-core/contract/api.ts";
import { exportName } from "../../src-core/contract/exports.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import { thresholdsOf } from "../../src-core/detection/select.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst, OpenedModel } from "../analysis/analyst.ts";
import { identityOf } from "../analysis/models/files/model-identity.ts";
import type { ModelRequest } from "../analysis/models/library.ts";
import type { ScaleOptions } from "../analysis/subject/scales.ts";
import { isModelFile } from "../analysis/models/files/source.ts";

export const batchSettings = z.strictObject({
  /** An id, or the absolute path of a file. */
  model: z.string(),
  /** Of the model's file: another network under the same name is another one. */
  sha256: z.string(),
  /** What the user said of a file in this call: its card's path, its window, its classes. */
  said: z.string(),
  /** Of all weights, wherever they lie; absent in what was begun before it was noted. */
  weights: z.string().optional(),
  /** Of what is known of the model's input and output, by a card or by answers, now or before; absent as the weights. */
  card: z.string().optional(),
  stride,
  /** The model's own may be one for each class. */
  threshold: z.union([threshold, z.record(z.string(), threshold)]),
  /** Most overlap of two boxes; absent where it is the model's own. */
  overlap: threshold.optional(),
  runs: z.int().positive(),
  device: z.string(),
  exports: z.array(exportName),
});

export type BatchSettings = z.infer<typeof batchSettings>;

/** The threshold of a head, with those of its classes where it has any. */
export const ownThreshold = (head: Head): BatchSettings["threshold"] =>
  head.thresholds
    ? Object.fromEntries(
        headOf(head).labels.map((label, index) => [label, thresholdsOf(head)[index] ?? NaN]),
      )
    : headOf(head).threshold;

const inWords = (threshold: BatchSettings["threshold"]): string =>
  typeof threshold === "number"
    ? String(threshold)
    : Object.entries(threshold)
        .map(([label, value]) => `${label} ${value}`)
        .join(", ");

/** @throws UserError when the model is not there */
export async function modelsThreshold(
  analyst: Pick<Analyst, "models">,
  id: string,
): Promise<BatchSettings["threshold"]> {
  return ownThreshold((await modelOf(analyst, id)).head);
}

async function modelOf(analyst: Pick<Analyst, "models">, id: string): Promise<ModelSummary> {
  const found = (await analyst.models()).find((model) => model.id === id);
  if (found) return found;
  throw new UserError("unknown-model", said("batch.model-no-longer-there", { id }));
}

type Identified = Pick<BatchSettings, "model" | "sha256" | "said" | "weights" | "card">;

/** @param opened the model as it was read */
export const identify = (
  { model, card, answers, scales, objects }: ModelRequest & ScaleOptions,
  { sha256, identity }: Pick<OpenedModel, "sha256" | "identity">,
): Identified => ({
  model: isModelFile(model) ? resolve(model) : model,
  sha256,
  said: JSON.stringify([
    card === undefined ? null : resolve(card),
    answers ?? {},
    ...(scales || objects ? [{ scales, objects }] : []),
  ]),
  weights: identity.weights,
  card: identity.card,
});

/** The same for a model with an id, whose network is not read for it. @throws UserError when it is not there */
export async function identifyKnown(
  analyst: Pick<Analyst, "models">,
  request: ModelRequest & ScaleOptions,
): Promise<Identified> {
  const known = await modelOf(analyst, request.model);
  const { sha256 } = known;
  return identify(request, { sha256, identity: identityOf(sha256, known) });
}

/** Whether what was begun then noted enough to be gone on with now. */
export const isUnsure = (before: BatchSettings, now: BatchSettings): boolean =>
  (before.weights ?? before.card) === undefined && now.weights !== undefined;

/** Of a model that is called as before. */
function changes(before: BatchSettings, now: BatchSettings): string[] {
  const told: string[] = [];
  if (before.sha256 !== now.sha256) told.push("the model's file has changed");
  else if (before.weights !== now.weights)
    told.push("the weights beside the model's file have changed");
  // Where something else is said now, that is why.
  if (before.card !== now.card && before.said === now.said)
    told.push("the model's card, or what was answered in its place, has changed");
  return told;
}

/** What differs, in words; empty where nothing does. */
export function differences(before: BatchSettings, now: BatchSettings): string[] {
  const told = (name: string, was: unknown, is: unknown): string[] =>
    String(was) === String(is) ? [] : [`${name} was ${String(was)} and is ${String(is)}`];
  const sorted = ({ exports }: BatchSettings): string => [...exports].sort().join(",") || "none";
  const sameName = before.model === now.model;
  return [
    ...told("model", before.model, now.model),
    ...(sameName ? changes(before, now) : []),
    ...(before.said === now.said
      ? []
      : ["what was said of the model's input and classes, or of scales"]),
    ...told("stride", before.stride, now.stride),
    ...told("threshold", inWords(before.threshold), inWords(now.threshold)),
    ...told("nms", before.overlap ?? "the model's own", now.overlap ?? "the model's own"),
    ...told("runs", before.runs, now.runs),
    ...told("device", before.device, now.device),
    ...told("exports", sorted(before), sorted(now)),
  ];
}
