/** @file Heads that give no scores, and graphs within graphs. */
import { create } from "@bufbuild/protobuf";
import type { GraphProto } from "../../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../../src-core/network/onnx/node.ts";
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
} from "../../../../src-core/network/schema/onnx_pb.ts";
import { elementTypes } from "../../../../src-core/network/onnx/element-types.ts";
import type { GraphBuilder } from "../builder/graph.ts";
import { typedInfo } from "../builder/info.ts";
import type { Refusal } from "./refusal.ts";

const dense = (graph: GraphBuilder): GraphBuilder => graph.flatten().gemm(17);

/** A graph with one node, which reads a value of the graph around it. */
const inner = (name: string, operator: string, inputs: readonly string[]): GraphProto =>
  create(GraphProtoSchema, {
    name,
    node: [makeNode(operator, `${name}/${operator}`, inputs, [`${name}.out`])],
    output: [typedInfo(`${name}.out`, ["batch", 8, 13, 11], elementTypes.float32)],
  });

const holds = (name: string, graph: GraphProto): ReturnType<typeof makeNode>["attribute"][number] =>
  create(AttributeProtoSchema, { name, type: AttributeType.GRAPH, g: graph });

function branches(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const mean = graph.emit("ReduceMean", [here.name], { keepdims: 0 }, "choose/mean");
  const condition = graph.emit("Greater", [mean, graph.floats(0.4)], {}, "choose/greater");
  const output = graph.emit("If", [condition], {}, "choose/if");
  graph.nodes
    .at(-1)
    ?.attribute.push(
      holds("then_branch", inner("then", "Relu", [here.name])),
      holds("else_branch", inner("else", "Tanh", [here.name])),
    );
  return graph.from({ name: output, shape: here.shape }).flatten().gemm(5);
}

function loop(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const shape = ["batch", ...here.shape];
  const body = inner("body", "Tanh", ["state"]);
  body.node.push(makeNode("Identity", "body/again", ["again"], ["body.again"]));
  body.input.push(
    typedInfo("step", [], elementTypes.int64),
    typedInfo("again", [], elementTypes.bool),
    typedInfo("state", shape, elementTypes.float32),
  );
  body.output.unshift(typedInfo("body.again", [], elementTypes.bool));
  const output = graph.emit("Loop", [graph.integers(3), "", here.name], {}, "repeat");
  graph.nodes.at(-1)?.attribute.push(holds("body", body));
  return graph.from({ name: output, shape: here.shape }).flatten().gemm(5);
}

export const selected: readonly Refusal[] = [
  {
    name: "arg-max",
    mentions: ["decide", "ArgMax", "17"],
    layers: (graph) => dense(graph).op("ArgMax", { axis: 1, keepdims: 1 }, [], [1], "decide"),
    finish(graph) {
      const model = graph.finish();
      const output = typedInfo(graph.here.name, ["batch", 1], elementTypes.int64);
      if (model.graph) model.graph.output = [output];
      return model;
    },
  },
  {
    name: "top-k",
    mentions: ["best", "TopK", "17"],
    layers(graph) {
      const { name } = dense(graph).here;
      graph.nodes.push(
        makeNode("TopK", "best", [name, graph.integers([3])], ["best.values", "best.indices"]),
      );
      return graph.from({ name: "best.values", shape: [3] });
    },
  },
  { name: "if", mentions: ["choose/", "If", "course"], layers: branches },
  { name: "loop", mentions: ["repeat", "Loop", "13"], layers: loop },
];
