import { describe, expect, it } from "vitest";
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { integerTensor } from "../../../src-core/network/onnx/tensor.ts";
import { weights, written } from "../../support/models/written-otherwise.ts";

const node = (
  operator: string,
  input: string[],
  output: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): NodeProto => makeNode(operator, output, input, [output], attributes);
const shape = (name: string, ...lengths: number[]) =>
  integerTensor(name, [lengths.length], lengths);

/** Patches of 4×4 as 4 tokens of 6 numbers, and what follows; a dense layer on the first token gives the scores. */
const tokens = (more: NodeProto[], last: string) =>
  written(
    [
      node("Conv", ["image", "patch"], "patches", { strides: [4, 4] }),
      node("Reshape", ["patches", "rows"], "flat"),
      node("Transpose", ["flat"], "tokens", { perm: [0, 2, 1] }),
      ...more,
      node("ReduceMean", [last], "mean", { axes: [1], keepdims: 0 }),
      node("MatMul", ["mean", "dense"], "scores"),
    ],
    [
      ...[weights("patch", [6, 1, 4, 4]), weights("dense", [6, 3])],
      ...["q", "k", "v"].map((name) => weights(name, [6, 6])),
      ...[shape("rows", 0, 6, -1), shape("groups", 0, 2, -1), shape("back", 0, 6, 2, 2)],
      ...[weights("scale", [2]), weights("shift", [2])],
    ],
  );

const attention = (from: string): NodeProto[] => [
  node("MatMul", [from, "q"], "queries"),
  node("MatMul", [from, "k"], "keys"),
  node("MatMul", [from, "v"], "values"),
  node("Transpose", ["keys"], "turned", { perm: [0, 2, 1] }),
  node("MatMul", ["queries", "turned"], "products"),
  node("Softmax", ["products"], "shares", { axis: -1 }),
  node("MatMul", ["shares", "values"], "attended"),
];

const refusal = (model: Parameters<typeof convolutionalize>[0]) => (): unknown =>
  convolutionalize(model);

describe("what a network is refused for", () => {
  it("is attention, where it is spelled out", () => {
    expect(refusal(tokens(attention("tokens"), "attended"))).toThrow(
      /it is part of attention, spelled out as MatMul, Softmax, MatMul \(at "shares"\)/,
    );
  });

  it("is group normalisation, where it is spelled out", () => {
    const grouped = [
      node("Reshape", ["patches", "groups"], "grouped"),
      node("InstanceNormalization", ["grouped", "scale", "shift"], "normalized"),
      node("Reshape", ["normalized", "back"], "ungrouped"),
      node("Reshape", ["ungrouped", "rows"], "flat2"),
      node("Transpose", ["flat2"], "tokens2", { perm: [0, 2, 1] }),
    ];
    expect(refusal(tokens(grouped, "tokens2"))).toThrow("group normalisation, spelled out as");
  });

  it("is chance, where it draws random numbers, of constants as well", () => {
    const noise = [
      node("RandomUniformLike", ["dense"], "noise"),
      node("Add", ["noise", "dense"], "d2"),
    ];
    const model = tokens([], "tokens");
    model.graph?.node.unshift(...noise);
    const last = model.graph?.node.at(-1);
    if (last) last.input[1] = "d2";
    expect(refusal(model)).toThrow(/^RandomUniformLike "noise".*it draws random numbers/);
  });

  it("names the option that helps, where one does", () => {
    const decided = tokens([], "tokens");
    decided.graph?.node.push(node("ArgMax", ["scores"], "label", { axis: 1 }));
    const [output] = decided.graph?.output ?? [];
    if (output) output.name = "label";
    expect(refusal(decided)).toThrow('take the tensor before it as the output: --scores "scores"');
  });
});
