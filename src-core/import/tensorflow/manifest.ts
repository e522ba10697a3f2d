/** @file Weights of a TensorFlow.js model: the manifest in model.json, and the shards beside it. */
import { said } from "../../messages/said.ts";
import { Float16Array } from "@petamoriken/float16";
import { z } from "zod";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { elementCount } from "../../network/onnx/tensor.ts";

/** `value · scale + min`, or half precision. */
const quantization = z.discriminatedUnion("dtype", [
  z.object({ dtype: z.enum(["uint8", "uint16"]), scale: z.number(), min: z.number() }),
  z.object({ dtype: z.literal("float16") }),
]);

const entry = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.string(),
  quantization: quantization.nullish(),
  /** `optimizer`: of no use for inference. */
  group: z.string().nullish(),
});

// A shard's path is joined to the model's folder: it must not leave it.
const path = z.string().refine((value) => !/^[/\\]|^[a-z]+:|(^|[/\\])\.\.([/\\]|$)/i.test(value), {
  message: "a shard has to lie beside model.json, or in a folder below",
});

export const manifest = z.array(z.object({ paths: z.array(path), weights: z.array(entry) }));

export type Manifest = z.infer<typeof manifest>;
type Entry = z.infer<typeof entry>;

export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Every weight by its name, as float32.
 * @param shards bytes by the path that the manifest gives
 * @throws InvalidModel where a shard is absent, or the shards' bytes are not those that the weights need
 */
export function readWeights(
  groups: Manifest,
  shards: ReadonlyMap<string, Uint8Array>,
): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  for (const { paths, weights: entries } of groups) {
    const bytes = joined(paths, shards);
    const needed = entries.reduce((sum, spec) => sum + byteLength(spec), 0);
    if (needed !== bytes.length)
      throw new InvalidModel(
        said("tensorflow.shards-hold-bytes-their", { paths, bytes: bytes.length, needed }),
      );
    let offset = 0;
    for (const spec of entries) {
      const end = offset + byteLength(spec);
      if (spec.group !== "optimizer")
        weights.set(spec.name, {
          shape: spec.shape,
          values: decode(spec, bytes.slice(offset, end)),
        });
      offset = end;
    }
  }
  return weights;
}

function joined(paths: readonly string[], shards: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = paths.map((name) => {
    const part = shards.get(name);
    if (!part) throw new InvalidModel(said("tensorflow.shard-missing-belongs-beside", { name }));
    return part;
  });
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

const widths = { float32: 4, float16: 2, int32: 4, uint16: 2, uint8: 1, bool: 1 } as const;
type Stored = keyof typeof widths;
const isStored = (type: string): type is Stored => Object.hasOwn(widths, type);

function storedType({ name, dtype, quantization: quantized }: Entry): Stored {
  const type = quantized?.dtype ?? dtype;
  if (!isStored(type))
    throw new InvalidModel(said("tensorflow.weight-holds-numbers-needed", { name, type }));
  return type;
}

const byteLength = (spec: Entry): number => elementCount(spec.shape) * widths[storedType(spec)];

/** @param bytes a copy of their own, so that they are aligned */
function decode(spec: Entry, { buffer }: Uint8Array<ArrayBuffer>): Float32Array {
  const stored = view(storedType(spec), buffer);
  const { quantization: quantized, dtype } = spec;
  if (!quantized || quantized.dtype === "float16")
    return stored instanceof Float32Array ? stored : Float32Array.from(stored);
  const { scale, min } = quantized;
  const values = Float32Array.from(stored, (value) => value * scale + min);
  return dtype === "int32" ? values.map(Math.round) : values;
}

function view(type: Stored, buffer: ArrayBuffer): ArrayLike<number> {
  switch (type) {
    case "float32":
      return new Float32Array(buffer);
    case "float16":
      return new Float16Array(buffer);
    case "int32":
      return new Int32Array(buffer);
    case "uint16":
      return new Uint16Array(buffer);
    case "uint8":
    case "bool":
      return new Uint8Array(buffer);
  }
}
