/** @file What no exporter writes, and a file may hold: mutated networks that once came out wrong. */
import { describe, expect, it } from "vitest";
import { InvalidModel } from "../../../src-core/network/onnx/errors.ts";
import type { ModelProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { floatTensor, integerTensor } from "../../../src-core/network/onnx/tensor.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";

const node = (
  operator: string,
  inputs: string[],
  output: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): NodeProto => makeNode(operator, output, inputs, [output], attributes);

/** On an image of one channel and 2×2 pixels, then a dense layer of one unit. */
const network = (nodes: NodeProto[], last: string): ModelProto =>
  makeModel(
    {
      name: "test",
      input: [makeValueInfo("image", ["batch", 1, 2, 2])],
      output: [makeValueInfo("scores", ["batch", 1])],
      node: [...nodes, node("Flatten", [last], "flat"), node("MatMul", ["flat", "w"], "scores")],
      initializer: [
        floatTensor("w", [4, 1], Float32Array.of(1, 2, 3, 4)),
        ...["starts", "axes"].map((name) => integerTensor(name, [1], [0])),
        integerTensor("ends", [1], [1]),
        integerTensor("steps", [1], [3]),
        integerTensor("four", [4], [1, 1, 2, 2]),
        integerTensor("zero", [1], [0]),
      ],
    },
    { irVersion: 8n, opset: 17 },
  );

describe("a batch of one", () => {
  it.each([
    ["every third of it", node("Slice", ["image", "starts", "ends", "axes", "steps"], "same")],
    ["split into one part", node("Split", ["image"], "same", { axis: 0 })],
  ])("is the same where it is cut to itself: %s", (_, cut) => {
    const { model } = convolutionalize(network([cut], "same"));
    const [kernel] = model.graph?.initializer ?? [];
    expect(kernel?.dims).toEqual([1n, 1n, 2n, 2n]);
  });
});

it("Squeeze of a constant leaves out no axis that is longer than one", () => {
  const nodes = [
    node("Squeeze", ["four", "zero"], "shape"),
    node("Reshape", ["image", "shape"], "r"),
  ];
  expect(() => convolutionalize(network(nodes, "r"))).toThrow(
    "it leaves out axes of length 4, not of 1",
  );
});

it.each(["MaxPool", "LpPool"])(
  "%s with SAME pads and dilations is read in two ways",
  (operator) => {
    const pool = node(operator, ["image"], "pooled", {
      kernel_shape: [2, 2],
      dilations: [1, 2],
      auto_pad: "SAME_UPPER",
    });
    expect(() => convolutionalize(network([pool], "pooled"))).toThrow(
      'its auto_pad "SAME_UPPER" with dilations 1, 2 is read in two ways: export it with pads',
    );
  },
);

it("an attribute is no number that a 32-bit float cannot be", () => {
  const leaky = (alpha: number) => () =>
    node("LeakyRelu", ["image"], "r", { alpha: { float: alpha } });
  expect(leaky(1e308)).toThrow(InvalidModel);
  expect(leaky(1e308)).toThrow('attribute "alpha" is 1e+308, more than a 32-bit float can be');
  expect(leaky(Infinity)).not.toThrow();
});
