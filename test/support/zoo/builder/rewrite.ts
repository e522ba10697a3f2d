/** @file The last layer of a graph, its constants written some other way. */
import type { TensorProto } from "../../../../src-core/network/onnx/model.ts";
import type { GraphBuilder } from "./graph.ts";

/** Takes the last node's last `count` constants away; `rewrite` says which value stands for each of them instead. */
export function rewriteConstants(
  graph: GraphBuilder,
  count: number,
  rewrite: (tensor: TensorProto, position: number) => string,
): GraphBuilder {
  const node = graph.nodes.pop();
  const constants = graph.constants.splice(-count);
  if (!node) throw new Error("a graph without nodes");
  for (const [position, { name, make }] of constants.entries()) {
    const stand = rewrite(make(), position);
    node.input = node.input.map((input) => (input === name ? stand : input));
  }
  graph.nodes.push(node);
  return graph;
}

/** As Constant nodes. */
export const asNodes = (graph: GraphBuilder, count = 2): GraphBuilder =>
  rewriteConstants(graph, count, (tensor) =>
    graph.emit("Constant", [], { value: { tensor } }, `${tensor.name}.constant`),
  );
