/** @file A model's files, whatever their format, as an ONNX classifier and what its source knows of its card. */
import { said } from "../../../../src-core/messages/said.ts";
import { createHash } from "node:crypto";
import { basename, dirname, extname } from "node:path";
import { textOf } from "../../../../src-core/contract/text.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { ImportedNetwork } from "../../../../src-core/import/imported-network.ts";
import { importMtcnn } from "../../../../src-core/import/mtcnn/mtcnn.ts";
import {
  importLayersModel,
  shardPaths,
} from "../../../../src-core/import/tensorflow/layers-model.ts";
import { imageInput, isIntegerType } from "../../../../src-core/network/graph/image-input.ts";
import { imageMetadata } from "../../../../src-core/network/metadata/image-metadata.ts";
import type { ModelProto } from "../../../../src-core/network/onnx/model.ts";
import { readModel } from "../../../../src-core/network/onnx/model.ts";
import type { Size } from "../../../../src-core/size.ts";
import type { StatedMetadata } from "../../../../src-core/network/metadata/class-metadata.ts";
import { statedMetadata } from "../../../../src-core/network/metadata/class-metadata.ts";
import { canonicalModel } from "../../../../src-core/network/reading/canonical-model.ts";
import { toFailure } from "../../../engine/failure.ts";
import { reason, why } from "../../../reason.ts";
import { readRegularUpTo } from "../../../files/regular-file.ts";
import { filesBeside, withExternalData } from "./external-data.ts";
import { fileBeside } from "./file-beside.ts";

export interface Source extends ImportedNetwork {
  readonly path: string;
  readonly format: "onnx" | "tensorflow" | "mtcnn";
  /** What an ONNX file's metadata says. */
  readonly said?: StatedMetadata;
  readonly bytes: number;
  /** Of the file's content. */
  readonly sha256: string;
  /** Names of further files that hold its weights, in their order. */
  readonly beside?: readonly string[];
  /** Who names the activation of its head, where that is not the file. */
  readonly activationReason?: string;
  /** Whether the activation was said in an earlier call. */
  readonly activationSaidBefore?: boolean;
}

/** Whether a path names a model rather than an id. */
export const isModelFile = (path: string): boolean => /\.(onnx|npy|json)$/i.test(path);

/** @throws UserError when the file cannot be read or is no model of a format that is known */
export async function readSource(path: string): Promise<Source> {
  const bytes = await readBytes(path);
  const common = { path, bytes: bytes.length, sha256: sha256Of(bytes) };
  switch (extname(path).toLowerCase()) {
    case ".npy":
      return { ...common, format: "mtcnn", ...explained(path, () => importMtcnn(bytes)) };
    case ".json":
      return { ...common, format: "tensorflow", ...(await readLayersModel(path, bytes)) };
    case ".onnx":
      break;
    default:
      throw new UserError("invalid-model", said("models.no-model-file-onnx", { path }));
  }
  const written = explained(path, () => readModel(bytes));
  const stored = await withExternalData(path, written);
  const model = explained(path, () => canonicalModel(stored));
  const title = basename(path, extname(path));
  const source = `the user's file ${basename(path)}`;
  const stated = statedMetadata(model);
  const input = { ...explained(path, () => pixelsOf(model)), ...openWindow(model, stated) };
  const beside = filesBeside(written);
  return { ...common, beside, format: "onnx", model, title, input, head: {}, source, said: stated };
}

/** The window of the metadata, where the input itself leaves its size open. */
function openWindow(model: ModelProto, { window }: StatedMetadata): Partial<Size> {
  const { width, height } = imageInput(model);
  return width === null && height === null ? (window ?? {}) : {};
}

/** What the file says of its pixels. An input of whole numbers takes them as they are. */
function pixelsOf(model: ModelProto): Source["input"] {
  const { channels, type } = imageInput(model);
  const said = imageMetadata(model, channels);
  if (!isIntegerType(type)) return said;
  const each = (value: number): number[] => Array.from({ length: channels }, () => value);
  return { ...said, scale: 1, mean: each(0), std: each(1) };
}

async function readLayersModel(
  path: string,
  bytes: Uint8Array,
): Promise<ImportedNetwork & Pick<Source, "beside">> {
  const json = explained(path, (): unknown => JSON.parse(textOf(bytes)));
  const shards = new Map<string, Uint8Array>();
  for (const name of explained(path, () => shardPaths(json)))
    shards.set(name, await readBytes(await fileBeside(dirname(path), name, path)));
  const beside = [...shards.keys()].sort();
  return { ...explained(path, () => importLayersModel(json, shards)), beside };
}

/** Puts the file's name before what the network core says. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = cause instanceof UserError ? cause.code : "invalid-model";
    const told = reason(cause);
    if (cause instanceof UserError && told.startsWith(path)) throw cause;
    throw new UserError(code, said("of", { subject: path, what: why(cause) }), { cause });
  }
}

/** The same for work that takes its time. */
export async function named<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = toFailure(cause);
    throw message.startsWith(path)
      ? cause
      : new UserError(code, said("of", { subject: path, what: why(cause) }), { cause });
  }
}

/** Bytes of a model's file: protocol buffers, which ONNX files are, hold less than 2 GiB. */
const mostBytes = 2 ** 31 - 1;

/** @throws UserError when it is no regular file, is larger, or cannot be read */
export async function readBytes(path: string, most = mostBytes): Promise<Uint8Array> {
  try {
    return await readRegularUpTo(path, most);
  } catch (cause) {
    throw new UserError("invalid-model", said("models.cannot-read", { path, why: why(cause) }), {
      cause,
    });
  }
}

/** Bytes of a card: the names of a hundred thousand classes take less. */
const mostJson = 16 * 2 ** 20;

/** @throws UserError when it cannot be read or is no JSON */
export async function readJson(path: string): Promise<unknown> {
  const bytes = await readBytes(path, mostJson);
  return explained(path, (): unknown => JSON.parse(textOf(bytes)));
}

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
