/** @file What stands behind the last layer, and the axes that come and go around it. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

/** Squeeze or Unsqueeze: axes are an attribute before operator set 13, an input from there on. */
function axes(
  graph: GraphBuilder,
  operator: string,
  list: number[],
  shape: number[],
): GraphBuilder {
  return graph.opset < 13
    ? graph.op(operator, { axes: list }, [], shape)
    : graph.op(operator, {}, [graph.integers(list)], shape);
}

const features = (graph: GraphBuilder): GraphBuilder => graph.conv(8, 5).relu().maxPool(2);
const dense = (graph: GraphBuilder): GraphBuilder =>
  features(graph).flatten().gemm(16).relu().gemm(6, { gain: 2 });
/** Scores as a map of one position. */
const convolved = (graph: GraphBuilder): GraphBuilder => {
  const { size } = features(graph).map();
  return graph.conv(12, size).relu().conv(6, 1, { gain: 2 });
};

const heads: readonly [
  name: string,
  opset: number,
  layers: (graph: GraphBuilder) => GraphBuilder,
][] = [
  ["log-softmax", 13, (graph) => dense(graph).op("LogSoftmax", { axis: 1 })],
  ["log-softmax-11", 11, (graph) => dense(graph).op("LogSoftmax")],
  ["softmax-last-axis", 17, (graph) => dense(graph).op("Softmax", { axis: -1 })],
  ["softmax-default-13", 13, (graph) => dense(graph).op("Softmax")],
  ["softmax-default-9", 9, (graph) => dense(graph).op("Softmax")],
  ["softmax-of-map", 13, (graph) => convolved(graph).softmax().flatten()],
  ["sigmoid", 13, (graph) => dense(graph).op("Sigmoid")],
  ["convolved", 17, convolved],
  ["convolved-flatten", 11, (graph) => convolved(graph).flatten()],
  ["squeeze-11", 11, (graph) => axes(convolved(graph), "Squeeze", [2, 3], [6]).softmax()],
  ["squeeze-13", 13, (graph) => axes(convolved(graph), "Squeeze", [-1, -2], [6])],
  [
    "unsqueeze-11",
    11,
    (graph) =>
      axes(dense(graph), "Unsqueeze", [2, 3], [6, 1, 1]).relu().conv(4, 1, { gain: 2 }).flatten(),
  ],
  [
    "unsqueeze-13",
    13,
    (graph) => axes(dense(graph), "Unsqueeze", [2, 3], [6, 1, 1]).relu().conv(4, 1, { gain: 2 }),
  ],
  ["identity", 13, (graph) => dense(graph.op("Identity")).op("Identity")],
  ["dropout-10", 10, (graph) => dense(graph.dropout(0.1)).dropout()],
  ["dropout-13", 13, (graph) => dense(graph.dropout(0.1)).dropout()],
  ["dense-of-one-position", 13, (graph) => convolved(graph).flatten().relu().gemm(5, { gain: 3 })],
];

export const headed: readonly ZooNetwork[] = heads.map(([name, opset, layers]) =>
  network(
    { name: `head-${name}`, window: { width: 14, height: 17 }, channels: 1, opset },
    "exact",
    layers,
  ),
);
