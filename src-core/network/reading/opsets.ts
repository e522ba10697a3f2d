/** @file Functions import operator sets of their own: their nodes as the model's operator set writes them. */
import { said } from "../../messages/said.ts";
import { printableName } from "../../printable.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { ModelProto, NodeProto } from "../onnx/model.ts";
import { opsetOf } from "../onnx/model.ts";
import { floatAttribute, intsAttribute, makeNode } from "../onnx/node.ts";
import { floatTensor, integerTensor } from "../onnx/tensor.ts";
import { changedNode } from "../onnx/changed.ts";

/** A model whose own graph holds calls alone need not import the operators of ONNX: then it is its functions' newest set. */
export function withOpset(model: ModelProto): ModelProto {
  if (opsetOf(model.opsetImport) !== undefined) return model;
  const sets = model.functions.flatMap(({ opsetImport }) =>
    opsetImport.filter(({ domain }) => domain === "" || domain === "ai.onnx"),
  );
  const [newest] = sets.sort((a, b) => Number(b.version - a.version));
  return newest ? { ...model, opsetImport: [...model.opsetImport, newest] } : model;
}

/** Operator → the set from which on it takes `axes` as an input. */
const axesAsInput: ReadonlyMap<string, number> = new Map([
  ...["Squeeze", "Unsqueeze", "ReduceSum"].map((name) => [name, 13] as const),
  ...["Max", "Min", "Mean", "Prod", "L1", "L2", "SumSquare", "LogSum", "LogSumExp"].map(
    (name) => [`Reduce${name}`, 18] as const,
  ),
]);

/** Operator → the set with which it changed what it does or how it is written, where that is not rewritten here. */
const changedWith: ReadonlyMap<string, number> = new Map([
  ...["Softmax", "LogSoftmax", "Hardmax", "Split"].map((name) => [name, 13] as const),
  ...["Pad", "Clip", "Resize"].map((name) => [name, 11] as const),
  ...["Slice", "Upsample", "TopK"].map((name) => [name, 10] as const),
  ["Dropout", 12],
]);

interface Sets {
  readonly from: number;
  readonly to: number;
  /** A name that is not in use yet. */
  readonly fresh: (suffix: string) => string;
}

/** @throws InvalidModel where an operator changed between the two sets, and in a way that is not carried over */
export function adapted(node: NodeProto, { from, to, fresh }: Sets): NodeProto[] {
  if (from === to || (node.domain !== "" && node.domain !== "ai.onnx")) return [node];
  const { opType } = node;
  const border = axesAsInput.get(opType) ?? changedWith.get(opType) ?? Infinity;
  if (Math.max(from, to) < border || Math.min(from, to) >= border) return [node];
  const without = (...names: string[]): NodeProto["attribute"] =>
    node.attribute.filter(({ name }) => !names.includes(name));
  const given = (name: string): boolean => node.attribute.some((each) => each.name === name);
  const constant = (suffix: string, tensor: Parameters<typeof tensorNode>[1]): NodeProto =>
    tensorNode(fresh(suffix), tensor);
  if (from < to && axesAsInput.has(opType)) {
    if (!given("axes")) return [node];
    const axes = intsAttribute(node, "axes", []);
    const list = constant("axes", integerTensor("", [axes.length], [...axes]));
    const input = [node.input[0] ?? "", list.output[0] ?? ""];
    return [list, changedNode(node, { input, attribute: without("axes") })];
  }
  if (from < to && opType === "Clip") {
    const limits = ["min", "max"].map((name) =>
      given(name)
        ? [constant(name, floatTensor("", [], Float32Array.of(floatAttribute(node, name, 0))))]
        : [],
    );
    const input = [node.input[0] ?? "", ...limits.map(([limit]) => limit?.output[0] ?? "")];
    return [...limits.flat(), changedNode(node, { input, attribute: without("min", "max") })];
  }
  // Its ratio matters in training alone.
  if (from < to && opType === "Dropout")
    return [changedNode(node, { attribute: without("ratio") })];
  throw new InvalidModel(
    said("network.function-operator-set-holds", { from, opType: printableName(opType), to }),
  );
}

const tensorNode = (name: string, tensor: ReturnType<typeof floatTensor>): NodeProto =>
  makeNode("Constant", name, [], [name], { value: { tensor } });
