/** @file What exporters spell out with simple operators: normalisations, gates of one element, blocks, branches at other strides. */
import type { GraphBuilder, Value } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

const features = (graph: GraphBuilder): GraphBuilder => graph.conv(8, 5, { stride: 2 }).relu();

/** Local response normalisation as PyTorch's tracer writes it: a mean over channels that stand where an image has depth. */
function responseNorm(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const [channels = 0, height = 0, width = 0] = here.shape;
  graph.op("Mul", {}, [here.name]).reshape(1, channels, height, width);
  graph.op(
    "Pad",
    { mode: "constant" },
    [graph.integers([0, 0, 2, 0, 0, 0, 0, 2, 0, 0])],
    [1, channels + 4, height, width],
  );
  const pool = { kernel_shape: [5, 1, 1], strides: [1, 1, 1] };
  graph.op("AveragePool", pool, [], [1, channels, height, width]);
  graph.reshape(channels, height, width);
  graph.op("Mul", {}, [graph.floats(0.5)]).op("Add", {}, [graph.floats(1)]);
  const divisor = graph.op("Pow", {}, [graph.floats(0.75)]).here;
  return graph.from(here).op("Div", {}, [divisor.name]);
}

/** The larger one of each pair of channels. */
function maxout(graph: GraphBuilder): GraphBuilder {
  const [channels = 0, height = 0, width = 0] = graph.here.shape;
  graph.reshape(channels / 2, 2, height, width);
  return graph.op("ReduceMax", { axes: [2], keepdims: 0 }, [], [channels / 2, height, width]);
}

/** Every channel divided by the length of its place's vector, which is repeated for all of them. */
function unitLength(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const [channels = 0, height = 0, width = 0] = here.shape;
  graph.op("ReduceL2", { axes: [1], keepdims: 1 }, [], [1, height, width]);
  graph.op("Add", {}, [graph.floats(0.1)]);
  const all = [channels, height, width];
  const length = graph.op("Expand", {}, [graph.integers([1, ...all])], all).here;
  return graph.from(here).op("Div", {}, [length.name]);
}

/** What is small becomes zero. */
function gate(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const large = graph.op("Greater", {}, [graph.floats(0.2)]).here;
  return graph.from(large).op("Where", {}, [here.name, graph.floats(0)], here.shape);
}

/** Blocks of 2×2 places as channels. */
function unshuffle(graph: GraphBuilder): GraphBuilder {
  const [channels = 0, height = 0, width = 0] = graph.here.shape;
  graph.reshape(channels, height / 2, 2, width / 2, 2).transpose([0, 1, 3, 5, 2, 4]);
  return graph.reshape(channels * 4, height / 2, width / 2);
}

const spaceToDepth = (graph: GraphBuilder): GraphBuilder => {
  const [channels = 0, height = 0, width = 0] = graph.here.shape;
  const shape = [channels * 4, height / 2, width / 2];
  return graph.op("SpaceToDepth", { blocksize: 2 }, [], shape);
};

/** Two parts stacked on an axis of their own, which interleaves their channels. */
function interleave(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const [channels = 0, height = 0, width = 0] = here.shape;
  const stacked = (value: Value): string =>
    graph.from(value).reshape(channels, 1, height, width).here.name;
  const [left, right] = [stacked(here), stacked(graph.from(here).conv(channels, 1).here)];
  const joined = graph.emit("Concat", [left, right], { axis: 2 });
  graph.from({ name: joined, shape: [channels, 2, height, width] });
  return graph.reshape(2 * channels, height, width);
}

/** A finer and a coarser branch, each seen to the window's end. */
function twoStrides(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const fine = graph.maxPool(3).flatten().gemm(12).here;
  const coarse = graph.from(here).conv(8, 3, { stride: 3 }).relu().flatten().gemm(12).here;
  return graph.concat(fine, coarse);
}

const tripled = (graph: GraphBuilder): GraphBuilder => {
  const [, height = 0, width = 0] = graph.here.shape;
  return graph.op("Tile", {}, [graph.integers([1, 3, 1, 1])], [3, height, width]);
};

const ways: readonly [
  name: string,
  channels: number,
  layers: (graph: GraphBuilder) => GraphBuilder,
][] = [
  ["response-norm", 1, (graph) => responseNorm(features(graph))],
  ["maxout", 1, (graph) => maxout(features(graph))],
  ["unit-length", 1, (graph) => unitLength(features(graph))],
  ["gate", 1, (graph) => gate(features(graph))],
  ["unshuffle", 1, (graph) => unshuffle(features(graph))],
  ["space-to-depth", 3, (graph) => features(spaceToDepth(graph))],
  ["interleave", 1, (graph) => interleave(features(graph))],
  ["two-strides", 1, (graph) => twoStrides(features(graph))],
  ["tripled", 1, (graph) => features(tripled(graph))],
  ["range-of-map", 1, (graph) => rangeOfMap(features(graph))],
];

/** Largest minus smallest value of each channel: two poolings of the whole window. */
function rangeOfMap(graph: GraphBuilder): GraphBuilder {
  const { here } = graph;
  const [channels = 0] = here.shape;
  const over = { axes: [2, 3], keepdims: 0 };
  const least = graph.op("ReduceMin", over, [], [channels]).here;
  return graph.from(here).op("ReduceMax", over, [], [channels]).op("Sub", {}, [least.name]);
}

export const spelledOut: readonly ZooNetwork[] = ways.map(([name, channels, layers]) =>
  network(
    { name: `spelled-out-${name}`, window: square(28), channels, opset: 13 },
    "exact",
    (graph) => {
      layers(graph);
      return (graph.here.shape.length > 1 ? graph.flatten() : graph).gemm(6, { gain: 3 });
    },
  ),
);
