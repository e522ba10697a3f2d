/** @file Files whose batch is fixed: the baseline takes many windows at once where the network bears it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { NodeProto, TensorProto } from "../../src-core/network/onnx.ts";
import { makeModel, makeNode, makeValueInfo, writeModel } from "../../src-core/network/onnx.ts";
import { floatTensor, integerTensor } from "../../src-core/network/tensor.ts";
import { loadModelFile } from "../../src-main/analysis/model.ts";
import { Sessions } from "../../src-main/analysis/sessions.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();

/** Two sums over 4×4 pixels, behind `nodes` that make `flat` of `image`. */
async function largestBatch(name: string, nodes: NodeProto[], constants: TensorProto[]) {
  const weights = Float32Array.from({ length: 32 }, (_, i) => Math.sin(i));
  const model = makeModel(
    {
      name,
      input: [makeValueInfo("image", [1, 1, 4, 4])],
      output: [makeValueInfo("sums", [1, 2])],
      node: [...nodes, makeNode("MatMul", "dense", ["flat", "weights"], ["sums"])],
      initializer: [...constants, floatTensor("weights", [16, 2], weights)],
    },
    { irVersion: 8n, opset: 17 },
  );
  const path = join(folder, `${name}.onnx`);
  writeFileSync(path, writeModel(model));
  const loaded = await loadModelFile(path, undefined, { preset: "unit" });
  return (await new Sessions(onnxruntime).dense(loaded, 1)).largestBatch;
}

it("is opened where a Reshape writes it as one", async () => {
  const reshape = makeNode("Reshape", "flatten", ["image", "shape"], ["flat"]);
  const shape = integerTensor("shape", [2], [1, 16]);
  expect(await largestBatch("reshape", [reshape], [shape])).toBe(Infinity);
});

it("stays one where the network looks at the first image alone", async () => {
  const first = makeNode("Slice", "first", ["image", "start", "end"], ["one"]);
  const flatten = makeNode("Flatten", "flatten", ["one"], ["flat"], { axis: 1 });
  const constants = [integerTensor("start", [1], [0]), integerTensor("end", [1], [1])];
  expect(await largestBatch("first", [first, flatten], constants)).toBe(1);
});
