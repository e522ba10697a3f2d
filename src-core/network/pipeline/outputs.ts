/** @file What stands behind a network: an activation, and outputs that are joined or left as they are, as nodes of the same graph. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { ModelProto, NodeProto, ValueInfoProto } from "../onnx/model.ts";
import { opset } from "../onnx/model.ts";
import { elementTypeOf, makeValueInfo, shapeOf } from "../onnx/value-info.ts";
import { makeNode } from "../onnx/node.ts";
import { mapSoftmax } from "../onnx/softmax.ts";
import { elementTypes } from "../onnx/element-types.ts";

/** A name that no user's network has. */
const scores = "fullconv.scores";

export type Activation = "softmax" | "sigmoid" | "none";

/**
 * Puts an activation behind each output and joins them, in float32 and along the channels, to one output `fullconv.scores`.
 * @param activations of the outputs, in their order
 * @param rank 4 for score maps N×C×rows×columns, 2 for a classifier's N×C
 */
export function withScores(
  model: ModelProto,
  activations: readonly Activation[],
  rank: 2 | 4,
): ModelProto {
  const { graph } = model;
  const outputs = graph?.output ?? [];
  const [first] = outputs;
  if (!graph || !first) throw new InvalidModel(said("network.network-no-output"));
  const only = outputs.length === 1;
  const parts = outputs.map((_, index) => (only ? scores : `${scores}.${index}`));
  const nodes = outputs.flatMap((output, index) =>
    activated(output, parts[index] ?? scores, activations[index] ?? "none", {
      rank,
      opset: opset(model),
    }),
  );
  if (!only) nodes.push(makeNode("Concat", scores, parts, [scores], { axis: 1 }));
  const channels = outputs.map((output) => shapeOf(output)[1] ?? null);
  const all = channels.reduce((sum, count) =>
    sum === null || count === null ? null : sum + count,
  );
  const shape = shapeOf(first).map((length, axis) => (axis === 1 ? all : length));
  return {
    ...model,
    graph: {
      ...graph,
      output: [
        makeValueInfo(
          scores,
          shape.map((length, axis) => length ?? `scores${axis}`),
        ),
      ],
      node: [...graph.node, ...nodes],
    },
  };
}

function activated(
  output: ValueInfoProto,
  name: string,
  activation: Activation,
  { rank, opset }: { readonly rank: 2 | 4; readonly opset: number },
): NodeProto[] {
  const half = elementTypeOf(output) !== elementTypes.float32;
  const raw = half ? `${name}.raw` : output.name;
  const whole = half
    ? [makeNode("Cast", raw, [output.name], [raw], { to: elementTypes.float32 })]
    : [];
  switch (activation) {
    case "softmax":
      return rank === 4
        ? [...whole, ...mapSoftmax(raw, name, opset)]
        : [...whole, makeNode("Softmax", name, [raw], [name], { axis: 1 })];
    case "sigmoid":
      return [...whole, makeNode("Sigmoid", name, [raw], [name])];
    case "none":
      return [...whole, makeNode("Identity", name, [raw], [name])];
  }
}

/** Makes every output float32 and leaves it as it is else: the numbers are read by whoever knows what they mean. */
export function withRawOutputs(model: ModelProto): ModelProto {
  const { graph } = model;
  if (!graph) throw new InvalidModel(said("network.model-no-graph"));
  const names = graph.output.map((_, index) => `${scores}.${index}`);
  return {
    ...model,
    graph: {
      ...graph,
      output: graph.output.map((output, index) => {
        const shape = shapeOf(output).map((length, axis) => length ?? `axis${axis}.${index}`);
        return makeValueInfo(names[index] ?? "", shape);
      }),
      node: [
        ...graph.node,
        ...graph.output.flatMap((output, index) =>
          activated(output, names[index] ?? "", "none", { rank: 4, opset: opset(model) }),
        ),
      ],
    },
  };
}
