/** @file A model made ready: its card, the classifier as it was trained, and what the surgery made of it. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Card, UserCard } from "../../src-core/contract/card.ts";
import { card as cardSchema, userCard } from "../../src-core/contract/card.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { FullyConvolutional } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import type { ExpectedEquality } from "../../src-core/network/equality.ts";
import { expectedEquality } from "../../src-core/network/equality.ts";
import { withPixels } from "../../src-core/network/frame.ts";
import type { ModelProto } from "../../src-core/network/onnx.ts";
import { readModel } from "../../src-core/network/onnx.ts";
import { reason } from "../reason.ts";

export interface LoadedModel {
  readonly card: Card;
  readonly classifier: ModelProto;
  readonly surgery: FullyConvolutional;
  readonly expected: ExpectedEquality;
  /** Size of the ONNX file. */
  readonly bytes: number;
}

/** @throws UserError when card and file are missing, broken, or do not fit together */
export async function loadModel(folder: string): Promise<LoadedModel> {
  const path = join(folder, "card.json");
  const card = parse(cardSchema, await readJson(path), path, "invalid-model");
  const bytes = await readBytes(join(folder, card.file));
  const sha256 = sha256Of(bytes);
  if (sha256 !== card.sha256)
    throw new UserError(
      "invalid-model",
      `${join(folder, card.file)}: is not the file of its card (sha256 ${sha256.slice(0, 12)}…, the card says ${card.sha256.slice(0, 12)}…): restore it`,
    );
  return prepare(join(folder, card.file), bytes, card);
}

/**
 * A user's ONNX file with its card: the one named, or the card.json beside it that names this file.
 * @throws UserError when there is no card, since preprocessing and classes cannot be read off the file
 */
export async function loadModelFile(path: string, cardPath?: string): Promise<LoadedModel> {
  const bytes = await readBytes(path);
  const classifier = readClassifier(path, bytes);
  const beside = join(dirname(path), "card.json");
  const found = cardPath ?? (existsSync(beside) ? beside : undefined);
  const card = found && parse(userCard, await readJson(found), found, "invalid-model");
  if (!card || (cardPath === undefined && card.file !== basename(path)))
    throw new UserError(
      "invalid-model",
      `${path}: has no card, and colour, scale and classes cannot be read off the file: write a card.json with "input" and "head" and name it with --card`,
    );
  return fit(path, bytes, classifier, withDefaults(card, path, bytes));
}

function withDefaults(card: UserCard, path: string, bytes: Uint8Array): Card {
  const name = basename(path, extname(path));
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    id: id.replace(/^-+|-+$/g, "") || "model",
    title: { en: name, zh: name },
    version: "0",
    license: "unknown",
    provenance: { data: "unknown", script: "unknown", seed: 0, metrics: {} },
    ...Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined)),
    input: card.input,
    head: card.head,
    file: basename(path),
    sha256: sha256Of(bytes),
  };
}

const prepare = (path: string, bytes: Uint8Array, card: Card): LoadedModel =>
  fit(path, bytes, readClassifier(path, bytes), card);

function fit(path: string, bytes: Uint8Array, classifier: ModelProto, card: Card): LoadedModel {
  const surgery = explained(path, () => convolutionalize(classifier, card.input));
  const { window, classes } = surgery;
  if (window.width !== card.input.width || window.height !== card.input.height)
    throw new UserError(
      "invalid-model",
      `${path}: the card says ${card.input.width}×${card.input.height}, the network ${window.width}×${window.height}`,
    );
  if (classes !== card.head.classes.length)
    throw new UserError(
      "invalid-model",
      `${path}: the card names ${card.head.classes.length} classes, the network has ${classes}`,
    );
  // Whether the card's colour and the network's channels agree: the same call that puts the pixels before the network.
  explained(path, () => withPixels(classifier, card.input, 1));
  return { card, classifier, surgery, expected: expectedEquality(surgery), bytes: bytes.length };
}

/** @throws UserError when the file cannot be read or is no ONNX model */
export async function readClassifierFile(path: string): Promise<ModelProto> {
  return readClassifier(path, await readBytes(path));
}

const readClassifier = (path: string, bytes: Uint8Array): ModelProto =>
  explained(path, () => readModel(bytes));

/** Puts the file's name before what the network core says. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new UserError("invalid-model", `${path}: ${reason(cause)}`, { cause });
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UserError("invalid-model", `${path}: cannot be read (${reason(cause)})`, { cause });
  }
}

async function readJson(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(path));
  return explained(path, (): unknown => JSON.parse(text));
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
