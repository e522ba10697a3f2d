/** @file TensorFlow.js layers models, saved in memory and run by both TensorFlow.js and ONNX Runtime. */
import { Float16Array } from "@petamoriken/float16";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { LayersModel, SymbolicTensor } from "@tensorflow/tfjs-layers";
import * as tfl from "@tensorflow/tfjs-layers";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect } from "vitest";
import type { ImportedNetwork } from "../../../src-core/import/imported-network.ts";
import { importLayersModel } from "../../../src-core/import/tensorflow/layers-model.ts";
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { seeded } from "../random.ts";

export interface Saved {
  readonly json: {
    readonly format: string;
    readonly modelTopology: unknown;
    readonly weightsManifest: readonly [{ paths: string[]; weights: tf.io.WeightsManifestEntry[] }];
  };
  readonly shards: ReadonlyMap<string, Uint8Array>;
}

/** model.json as TensorFlow.js writes it, and its one shard. */
export async function save(model: LayersModel): Promise<Saved> {
  const artifacts: tf.io.ModelArtifacts[] = [];
  const handler = tf.io.withSaveHandler((saved) => {
    artifacts.push(saved);
    const modelArtifactsInfo = { dateSaved: new Date(0), modelTopologyType: "JSON" as const };
    return Promise.resolve({ modelArtifactsInfo });
  });
  await model.save(handler);
  const [{ modelTopology, weightSpecs = [], weightData = [] } = {}] = artifacts;
  const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
  // What a file on a disk went through.
  const json: unknown = JSON.parse(
    JSON.stringify({
      format: "layers-model",
      modelTopology,
      weightsManifest: [{ paths: ["weights.bin"], weights: weightSpecs }],
    }),
  );
  return { json: json as Saved["json"], shards: new Map([["weights.bin", bytes]]) };
}

/** Random weights, biases and running means included; variances stay positive. */
export function randomize(model: LayersModel, seed: number): void {
  const random = seeded(seed);
  const values = model.weights.map(({ name, shape }) => {
    const lengths = shape.map((length) => length ?? 1);
    const size = lengths.reduce((product, length) => product * length, 1);
    const scale = Math.sqrt((3 * (lengths.at(-1) ?? 1)) / size);
    const value = name.includes("variance")
      ? () => 0.5 + random()
      : () => (2 * random() - 1) * Math.min(scale, 1);
    return tf.tensor(Float32Array.from({ length: size }, value), lengths);
  });
  model.setWeights(values);
}

/** The same model with its weights in fewer bits, as `tensorflowjs_converter --quantize_*` stores them. */
export function quantize({ json, shards }: Saved, dtype: "uint8" | "uint16" | "float16"): Saved {
  const [{ paths, weights }] = json.weightsManifest;
  const values = new Float32Array((shards.get("weights.bin") ?? new Uint8Array()).slice().buffer);
  let offset = 0;
  const parts: Uint8Array[] = [];
  const entries = weights.map((entry): tf.io.WeightsManifestEntry => {
    const size = entry.shape.reduce((product, length) => product * length, 1);
    const part = values.subarray(offset, (offset += size));
    if (dtype === "float16") {
      parts.push(new Uint8Array(Float16Array.from(part).buffer));
      return { ...entry, quantization: { dtype } };
    }
    const min = Math.min(...part);
    const scale = (Math.max(...part) - min) / (dtype === "uint8" ? 255 : 65535) || 1;
    const levels = Array.from(part, (value) => Math.round((value - min) / scale));
    const stored = dtype === "uint8" ? Uint8Array.from(levels) : Uint16Array.from(levels);
    parts.push(new Uint8Array(stored.buffer));
    return { ...entry, quantization: { dtype, scale, min } };
  });
  const bytes = new Uint8Array(parts.flatMap((part) => [...part]));
  return {
    json: { ...json, weightsManifest: [{ paths, weights: entries }] },
    shards: new Map([["weights.bin", bytes]]),
  };
}

export interface Output {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/**
 * ONNX Runtime 1.30 moves a padding with zeros into the MaxPool behind it, which pads with −∞, and refuses one that is
 * as large as the pool's kernel: the fusion is left out, so that the networks are judged and not the fusion.
 */
export const faithful: InferenceSession.SessionOptions = {
  logSeverityLevel: 3,
  extra: { optimization: { disable_specified_optimizers: "Pad_Fusion" } },
};

/** The first output of the network. */
export async function runOnnx(
  model: ModelProto,
  data: Float32Array,
  dims: readonly number[],
): Promise<Output> {
  const session = await InferenceSession.create(writeModel(model), faithful);
  const [input = ""] = session.inputNames;
  const [output = ""] = session.outputNames;
  const result = (await session.run({ [input]: new Tensor("float32", data, dims) }))[output];
  await session.release();
  return { dims: result?.dims ?? [], data: result?.data as Float32Array };
}

/** Largest difference, in parts of the largest value. @throws Error where the lengths differ */
export function difference(expected: Float32Array, actual: Float32Array): number {
  if (expected.length !== actual.length)
    throw new Error(`${actual.length} values instead of ${expected.length}`);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return expected.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (actual[index] ?? NaN)) / largest),
    0,
  );
}

export interface Compared {
  readonly imported: ImportedNetwork;
  /** In parts of the largest value. */
  readonly difference: number;
  readonly expected: Output;
  readonly actual: Output;
}

/** Imports the model as it is saved, and runs both on two random inputs. */
export async function compare(
  model: LayersModel,
  seed: number,
  { json, shards }: Saved,
): Promise<Compared> {
  const imported = importLayersModel(json, shards);
  const shape = (model.inputs[0]?.shape ?? []).map((length, axis) => length ?? (axis ? 9 : 2));
  const random = seeded(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  const data = Float32Array.from({ length: size }, () => 4 * random() - 2);
  const predicted = model.predict(tf.tensor(data, shape)) as tf.Tensor;
  const expected = { dims: predicted.shape, data: (await predicted.data()) as Float32Array };
  const actual = await runOnnx(imported.model, data, shape);
  return { imported, expected, actual, difference: difference(expected.data, actual.data) };
}

/** Randomizes, saves, imports, runs both. */
export async function expectEqual(model: LayersModel, seed = 1): Promise<void> {
  randomize(model, seed);
  const compared = await compare(model, seed, await save(model));
  expect(compared.actual.dims).toEqual(compared.expected.dims);
  expect(compared.difference).toBeLessThanOrEqual(1e-4);
}

/** A Sequential model on an input without its batch. */
export function stack(shape: (number | null)[], ...more: readonly tfl.layers.Layer[]): LayersModel {
  const model = tfl.sequential();
  model.add(tfl.layers.inputLayer({ inputShape: shape }));
  for (const layer of more) model.add(layer);
  return model;
}

/** A layer called on one input or several. */
export const apply = (layer: tfl.layers.Layer, ...inputs: SymbolicTensor[]): SymbolicTensor =>
  layer.apply(inputs.length === 1 && inputs[0] ? inputs[0] : inputs) as SymbolicTensor;
