/** @file Reshapes to shapes that the graph computes, as PyTorch's tracer writes `x.view(x.size(0), -1)` and its kin. */
import type { GraphBuilder } from "../builder/graph.ts";
import { asList, lengthOf } from "../builder/lengths.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

const reshapeTo = (graph: GraphBuilder, lists: readonly string[]): GraphBuilder =>
  graph.op("Reshape", {}, [graph.emit("Concat", lists, { axis: 0 })], [graph.length()]);

const batchOf = (graph: GraphBuilder): string => asList(graph, lengthOf(graph, 0));

const features = (graph: GraphBuilder): GraphBuilder =>
  graph.conv(8, 5).relu().maxPool(2).conv(12, 3, { stride: 2 }).relu();

const scores = (graph: GraphBuilder): GraphBuilder => graph.gemm(24).relu().gemm(10, { gain: 3 });

const ways: readonly [name: string, opset: number, view: (graph: GraphBuilder) => GraphBuilder][] =
  [
    ["gather", 17, (graph) => reshapeTo(graph, [batchOf(graph), graph.integers([-1])])],
    ["gather-opset-9", 9, (graph) => reshapeTo(graph, [batchOf(graph), graph.integers([-1])])],
    ["length", 13, (graph) => reshapeTo(graph, [batchOf(graph), graph.integers([graph.length()])])],
    [
      "slice",
      13,
      (graph) => {
        const shape = graph.emit("Shape", [graph.here.name]);
        const [start, end, axis] = [0, 1, 0].map((number) => graph.integers([number]));
        const batch = graph.emit("Slice", [shape, start ?? "", end ?? "", axis ?? ""]);
        return reshapeTo(graph, [batch, graph.integers([-1])]);
      },
    ],
    [
      "product",
      13,
      (graph) => {
        const shape = graph.emit("Shape", [graph.here.name]);
        const [start, end] = [[1], [2 ** 31 - 1]].map((list) => graph.integers(list));
        const rest = graph.emit("Slice", [shape, start ?? "", end ?? ""]);
        const product = graph.emit("ReduceProd", [rest], { axes: [0], keepdims: 1 });
        return reshapeTo(graph, [batchOf(graph), product]);
      },
    ],
    [
      "multiplied",
      17,
      (graph) => {
        const [channels, height, width] = [1, 2, 3].map((axis) => lengthOf(graph, axis));
        const plane = graph.emit("Mul", [height ?? "", width ?? ""]);
        const length = graph.emit("Mul", [channels ?? "", plane]);
        return reshapeTo(graph, [batchOf(graph), asList(graph, length)]);
      },
    ],
    // Keras' Flatten by way of tf2onnx: the batch is what is left over.
    ["leftover", 13, (graph) => graph.reshape(graph.length())],
    [
      "zero-copies",
      13,
      (graph) => graph.op("Reshape", {}, [graph.integers([0, -1])], [graph.length()]),
    ],
    // Two steps, with the positions of a channel in one axis between them.
    ["two-steps", 13, (graph) => graph.reshape(12, graph.length() / 12).flatten()],
  ];

export const computedReshape: readonly ZooNetwork[] = ways.map(([name, opset, view]) =>
  network(
    { name: `reshape-${name}`, window: { width: 22, height: 26 }, channels: 1, opset },
    "exact",
    (graph) => scores(view(features(graph))),
  ),
);

export const computedReshapePadded = network(
  { name: "reshape-gather-padded", window: square(24), channels: 3 },
  "padded",
  (graph) => {
    graph.conv(8, 3, { pad: 1 }).relu().maxPool(2).conv(12, 3, { pad: 1 }).relu().maxPool(2);
    return scores(reshapeTo(graph, [batchOf(graph), graph.integers([-1])]));
  },
);
