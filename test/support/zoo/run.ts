/** @file Networks of the zoo on ONNX Runtime, in float32 or half precision. */
import { Float16Array } from "@petamoriken/float16";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { seeded } from "../random.ts";

const errors = 3; // of ONNX Runtime's log levels

export interface Output {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Random images of the given shape, uniform in [0, 1). */
export function randomImages(shape: readonly number[], seed: number): Float32Array {
  const uniform = seeded(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return Float32Array.from({ length: size }, uniform);
}

/** Opens a model; the function runs it and gives its first output as numbers. */
export async function open(
  model: ModelProto,
  type: "float32" | "float16" = "float32",
): Promise<{
  run: (pixels: Float32Array, shape: readonly number[]) => Promise<Output>;
  release: () => Promise<void>;
}> {
  const session = await InferenceSession.create(writeModel(model), { logSeverityLevel: errors });
  const [input = ""] = session.inputNames;
  const [output = ""] = session.outputNames;
  return {
    async run(pixels, shape) {
      const result = (await session.run({ [input]: asTensor(pixels, shape, type) }))[output];
      if (!result) throw new Error("the session returned nothing");
      return { shape: result.dims, values: numbers(result) };
    },
    release: () => session.release(),
  };
}

function asTensor(
  pixels: Float32Array,
  shape: readonly number[],
  type: "float32" | "float16",
): Tensor {
  if (type === "float32") return new Tensor("float32", pixels, shape);
  return new Tensor("float16", new Uint16Array(Float16Array.from(pixels).buffer), shape);
}

function numbers({ type, data }: Tensor): number[] {
  if (type === "float32" && data instanceof Float32Array) return [...data];
  if (type !== "float16" || !ArrayBuffer.isView(data))
    throw new Error(`an output of ${type} is no score`);
  return [...new Float16Array(data.buffer, data.byteOffset, data.byteLength / 2)];
}
