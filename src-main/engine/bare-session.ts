/** @file ONNX Runtime alone, from floats in memory to whatever the file gives: what the app's own runs are measured by. */
import { makeModel, writeModel } from "../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../src-core/network/onnx/node.ts";
import { floatTensor, elementCount } from "../../src-core/network/onnx/tensor.ts";
import { randomNumbers } from "../../src-core/random.ts";
import { runtime } from "./onnxruntime-module.ts";

export interface BareSession {
  /** Milliseconds of one run. */
  run(): Promise<number>;
  release(): Promise<void>;
}

/** @param inputs shapes by name, filled with numbers in [0, 1) */
export async function openBare(
  model: Uint8Array,
  inputs: Readonly<Record<string, readonly number[]>>,
): Promise<BareSession> {
  const { InferenceSession, Tensor } = runtime();
  const session = await InferenceSession.create(model, { executionProviders: ["cpu"] });
  const uniform = randomNumbers(1);
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, shape]) => {
      const data = Float32Array.from({ length: elementCount(shape) }, uniform);
      return [name, new Tensor("float32", data, shape)];
    }),
  );
  return {
    async run() {
      const start = performance.now();
      await session.run(feeds);
      return performance.now() - start;
    },
    release: () => session.release(),
  };
}

/** A product of two matrices, the second constant as weights are, and how many operations it has. */
export async function openMatrixProduct(
  side: number,
): Promise<BareSession & { readonly operations: number }> {
  const shape = [side, side];
  const [a, c] = [makeValueInfo("a", shape), makeValueInfo("c", shape)];
  const node = [makeNode("MatMul", "product", ["a", "b"], ["c"])];
  const weights = Float32Array.from({ length: side * side }, randomNumbers(2));
  const initializer = [floatTensor("b", shape, weights)];
  const graph = { name: "product", input: [a], output: [c], node, initializer };
  const model = writeModel(makeModel(graph, { irVersion: 8n, opset: 17 }));
  return { ...(await openBare(model, { a: shape })), operations: 2 * side ** 3 };
}
