/** @file ONNX Runtime alone, from floats in memory to whatever the file gives: what the app's own runs are measured by. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { makeModel, makeNode, makeValueInfo, writeModel } from "../../src-core/network/onnx.ts";
import { sizeOf } from "../../src-core/network/tensor.ts";
import { randomNumbers } from "../../src-core/random.ts";

export interface Bare {
  /** Milliseconds of one run. */
  run(): Promise<number>;
  release(): Promise<void>;
}

/** @param inputs shapes by name, filled with numbers in [0, 1) */
export async function openBare(
  model: Uint8Array,
  inputs: Readonly<Record<string, readonly number[]>>,
): Promise<Bare> {
  const session = await InferenceSession.create(model, { executionProviders: ["cpu"] });
  const uniform = randomNumbers(1);
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, shape]) => {
      const data = Float32Array.from({ length: sizeOf(shape) }, uniform);
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

/** Side of the matrices: large enough for the processor's best. */
const side = 2048;

/** A product of two matrices, and how many operations it has. */
export async function openMatrixProduct(): Promise<Bare & { readonly operations: number }> {
  const shape = [side, side];
  const [a, b, c] = ["a", "b", "c"].map((name) => makeValueInfo(name, shape));
  if (!a || !b || !c) throw new RangeError("three matrices are needed");
  const node = [makeNode("MatMul", "product", ["a", "b"], ["c"])];
  const graph = { name: "product", input: [a, b], output: [c], node, initializer: [] };
  const model = writeModel(makeModel(graph, { irVersion: 8n, opset: 17 }));
  return { ...(await openBare(model, { a: shape, b: shape })), operations: 2 * side ** 3 };
}
