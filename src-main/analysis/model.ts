/** @file A model folder (card.json + ONNX file) made ready: the pass and the classifier it came from. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Card } from "../../src-core/contract/card.ts";
import { card as cardSchema } from "../../src-core/contract/card.ts";
import type { FullyConvolutional } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { InvalidModel } from "../../src-core/network/errors.ts";
import { withPixels, withScores } from "../../src-core/network/frame.ts";
import type { ModelProto } from "../../src-core/network/onnx.ts";
import { readModel, writeModel } from "../../src-core/network/onnx.ts";
import type { Engine, Session } from "../engine/engine.ts";

export interface LoadedModel {
  readonly card: Card;
  readonly classifier: ModelProto;
  readonly surgery: FullyConvolutional;
}

/** @throws InvalidModel when card and file do not fit together */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const parsed = cardSchema.safeParse(
    JSON.parse(await readFile(join(folder, "card.json"), "utf8")),
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InvalidModel(
      `${join(folder, "card.json")}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`,
    );
  }
  const card = parsed.data;
  const bytes = await readFile(join(folder, card.file));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== card.sha256)
    throw new InvalidModel(
      `${card.id}: ${card.file} is not the file of its card (sha256 ${sha256})`,
    );
  const classifier = readModel(bytes);
  const surgery = convolutionalize(classifier, card.input);
  const { window, classes } = surgery;
  if (window.width !== card.input.width || window.height !== card.input.height)
    throw new InvalidModel(
      `${card.id}: the card says ${card.input.width}×${card.input.height}, the network ${window.width}×${window.height}`,
    );
  if (classes !== card.head.classes.length)
    throw new InvalidModel(
      `${card.id}: the card names ${card.head.classes.length} classes, the network has ${classes}`,
    );
  return { card, classifier, surgery };
}

/** Session of the single pass: images of any size at or above the window. */
export function openPass(engine: Engine, model: LoadedModel, channels: 1 | 3): Promise<Session> {
  return open(engine, model, model.surgery.model, channels, 4);
}

/** Session of the untouched classifier: batches of windows, the same preprocessing before it. */
export function openDense(engine: Engine, model: LoadedModel, channels: 1 | 3): Promise<Session> {
  return open(engine, model, model.classifier, channels, 2);
}

function open(
  engine: Engine,
  { card }: LoadedModel,
  network: ModelProto,
  channels: 1 | 3,
  rank: 2 | 4,
): Promise<Session> {
  const framed = withScores(withPixels(network, card.input, channels), card.head.activation, rank);
  return engine.open(writeModel(framed));
}
