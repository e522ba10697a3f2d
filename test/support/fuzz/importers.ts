/** @file Damage to what the importers read: a TensorFlow.js model.json with its shard, and MTCNN's pickled weights. */
import type { Layers } from "../models/pickle.ts";
import { npyOfLayers } from "../models/pickle.ts";
import { damaged } from "./bytes.ts";
import type { Draw } from "./draw.ts";
import { odd } from "./draw.ts";

export interface Sharded {
  readonly json: unknown;
  readonly shards: ReadonlyMap<string, Uint8Array>;
}

const layer = (class_name: string, name: string, config: object = {}, inbound = "") => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: inbound === "" ? [] : [inbound.split(" ").map((source) => [source, 0, 0, {}])],
});

const slide = {
  kernel_size: [3, 3],
  strides: [1, 1],
  padding: "valid",
  data_format: "channels_last",
};

const layers = [
  layer("InputLayer", "image", { batch_input_shape: [null, 12, 12, 1] }),
  layer("Conv2D", "conv", { ...slide, filters: 4, activation: "relu" }, "image"),
  layer("BatchNormalization", "norm", { axis: 3, epsilon: 0.001 }, "conv"),
  layer("MaxPooling2D", "pool", { pool_size: [2, 2], strides: [2, 2], padding: "valid" }, "norm"),
  layer("Add", "sum", {}, "pool pool"),
  layer("Dropout", "drop", { rate: 0.5 }, "sum"),
  layer("Flatten", "flat", {}, "drop"),
  layer("Dense", "scores", { units: 3, activation: "softmax" }, "flat"),
];

const weights = [
  ["conv/kernel", 3, 3, 1, 4],
  ["conv/bias", 4],
  ...["gamma", "beta", "moving_mean", "moving_variance"].map(
    (part) => [`norm/${part}`, 4] as const,
  ),
  ["scores/kernel", 100, 3],
  ["scores/bias", 3],
].map(([name, ...shape]) => ({ name, shape, dtype: "float32" }));

const config = (class_name: string) => ({
  name: "small",
  layers,
  ...(class_name === "Sequential"
    ? { layers: layers.filter(({ class_name: kind }) => kind !== "Add") }
    : { input_layers: [["image", 0, 0]], output_layers: [["scores", 0, 0]] }),
});

const file = (class_name: string) => ({
  format: "layers-model",
  modelTopology: {
    keras_version: "2.11.0",
    model_config: { class_name, config: config(class_name) },
  },
  weightsManifest: [{ paths: ["w.bin"], weights }],
});

const values = new Uint8Array(Float32Array.from({ length: 359 }, (_, i) => Math.sin(i)).buffer);

/** Every place in a JSON value that can be overwritten. */
function places(value: unknown): (readonly [holder: Record<string, unknown>, key: string])[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...places(holder[key])]);
}

function replacement(draw: Draw, all: ReturnType<typeof places>): unknown {
  const [holder, key] = draw.pick(all) ?? [];
  const classes = [
    "LSTM",
    "Model",
    "Sequential",
    "Permute",
    "Reshape",
    "Concatenate",
    "ZeroPadding2D",
  ];
  const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);
  return draw.oneOf<unknown>(
    ...([null, true, NaN, -1, 0, 1.5, 1e308, "", "../w.bin", "__proto__", [], {}] as const),
    ...[Number(odd(draw)), draw.pick(classes), deep(50), [null, 1e6, 1e6, 1e6]],
    holder && key !== undefined ? structuredClone(holder[key]) : undefined,
  );
}

export function layersModel(draw: Draw): Sharded {
  const json: unknown = structuredClone(file(draw.oneOf("Functional", "Sequential")));
  for (let count = draw.oneOf(0, 1, 1, 1, 2, 3); count > 0; count--) {
    const all = places(json);
    const [holder, key] = draw.pick(all) ?? [];
    if (!holder || key === undefined) continue;
    if (draw.chance(0.15)) Reflect.deleteProperty(holder, key);
    else Object.defineProperty(holder, key, { ...described, value: replacement(draw, all) });
  }
  const shard = draw.chance(0.1) ? values.slice(draw.below(values.length)) : values;
  return { json, shards: new Map([["w.bin", shard]]) };
}

/** Not an assignment: that would change the prototype where the key is `__proto__`. */
const described = { configurable: true, enumerable: true, writable: true };

/** Weights as the published files have them, of 1 to 3 as values. */
function mtcnnLayers(draw: Draw): Layers {
  const array = (...shape: number[]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return { shape, values: new Float32Array(length).fill(draw.from(1, 3)) };
  };
  return {
    conv1: { weights: array(3, 3, 3, 10), biases: array(10) },
    conv2: { weights: array(3, 3, 10, 16), biases: array(16) },
    conv3: { weights: array(3, 3, 16, 32), biases: array(32) },
    "conv4-1": { weights: array(1, 1, 32, 2), biases: array(2) },
    "conv4-2": { weights: array(1, 1, 32, 4), biases: array(4) },
    PReLU1: { alpha: array(10) },
    PReLU2: { alpha: array(16) },
    PReLU3: { alpha: array(32) },
  };
}

export function mtcnnFile(draw: Draw): Uint8Array {
  const bytes = npyOfLayers(mtcnnLayers(draw));
  return damaged(bytes, draw, () =>
    npyOfLayers({ conv1: { alpha: { shape: [1], values: Float32Array.of(1) } } }),
  );
}
