/** @file What has to be the same when a batch goes on later: the journal's first line. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { stride, threshold } from "../../src-core/contract/api.ts";
import { exportName } from "../../src-core/contract/exports.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { labelsOf, thresholdOf, thresholdsOf } from "../../src-core/detection/candidate.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { ModelRequest } from "../analysis/library.ts";
import type { ScaleWish } from "../analysis/scales.ts";
import { isModelFile } from "../analysis/source.ts";

export const batchSettings = z.strictObject({
  /** An id, or the absolute path of a file. */
  model: z.string(),
  /** Of the model's file: another network under the same name is another one. */
  sha256: z.string(),
  /** What the user said of a file: its card's path, its window, its classes. */
  said: z.string(),
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
        labelsOf(head).map((label, index) => [label, thresholdsOf(head)[index] ?? NaN]),
      )
    : thresholdOf(head);

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
  throw new UserError("unknown-model", `model ${id} is no longer there: add it again`);
}

/** @throws UserError when the model is not there */
export async function identify(
  analyst: Pick<Analyst, "models">,
  { model, card, answers, scales, objects }: ModelRequest & ScaleWish,
): Promise<Pick<BatchSettings, "model" | "sha256" | "said">> {
  const said = JSON.stringify([
    card === undefined ? null : resolve(card),
    answers ?? {},
    ...(scales || objects ? [{ scales, objects }] : []),
  ]);
  if (isModelFile(model)) return { model: resolve(model), sha256: await sha256OfFile(model), said };
  return { model, sha256: (await modelOf(analyst, model)).sha256, said };
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** What differs, in words; empty where nothing does. */
export function differences(before: BatchSettings, now: BatchSettings): string[] {
  const told = (name: string, was: unknown, is: unknown): string[] =>
    String(was) === String(is) ? [] : [`${name} was ${String(was)} and is ${String(is)}`];
  const sorted = ({ exports }: BatchSettings): string => [...exports].sort().join(",") || "none";
  const sameName = before.model === now.model;
  return [
    ...told("model", before.model, now.model),
    ...(sameName && before.sha256 !== now.sha256 ? ["the model's file has changed"] : []),
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
