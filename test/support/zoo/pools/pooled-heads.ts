/** @file Heads that pool all positions: global pools and means, in the spelling of every operator set. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

const features = (graph: GraphBuilder): GraphBuilder =>
  graph.conv(12, 5).relu().maxPool(2).conv(24, 3).relu();

/** ReduceMean or ReduceMax over rows and columns: axes are an attribute before operator set 18. */
function reduce(graph: GraphBuilder, operator: string, keep: boolean, axes = [2, 3]): GraphBuilder {
  const { channels } = graph.map();
  const shape = keep ? [channels, 1, 1] : [channels];
  const keepdims = keep ? 1 : 0;
  return graph.opset < 18
    ? graph.op(operator, { axes, keepdims }, [], shape)
    : graph.op(operator, { keepdims }, [graph.integers(axes)], shape);
}

const heads: readonly [name: string, opset: number, pool: (graph: GraphBuilder) => GraphBuilder][] =
  [
    ["global-average", 13, (graph) => graph.global().flatten()],
    ["global-average-reshape", 9, (graph) => graph.global().reshape(24)],
    ["global-max", 13, (graph) => graph.global("GlobalMaxPool").flatten()],
    ["mean-13", 13, (graph) => reduce(graph, "ReduceMean", false)],
    ["mean-18", 18, (graph) => reduce(graph, "ReduceMean", false)],
    ["mean-kept-18", 18, (graph) => reduce(graph, "ReduceMean", true).flatten()],
    ["mean-from-the-end", 13, (graph) => reduce(graph, "ReduceMean", false, [-1, -2])],
    ["max-13", 13, (graph) => reduce(graph, "ReduceMax", false)],
    ["max-18", 18, (graph) => reduce(graph, "ReduceMax", false)],
    ["window-average", 13, (graph) => graph.averagePool([7, 5]).flatten()],
    [
      "mean-by-axes",
      13,
      (graph) => {
        const [channels = 0, height = 0] = graph.here.shape;
        graph.op("ReduceMean", { axes: [3], keepdims: 0 }, [], [channels, height]);
        return graph.op("ReduceMean", { axes: [2], keepdims: 0 }, [], [channels]);
      },
    ],
    [
      "mean-of-positions",
      17,
      (graph) => {
        const { channels, size } = graph.map();
        graph.reshape(channels, size[0] * size[1]);
        return graph.op("ReduceMean", { axes: [2], keepdims: 0 }, [], [channels]);
      },
    ],
  ];

export const pooledHeads: readonly ZooNetwork[] = heads.map(([name, opset, pool]) =>
  network(
    { name: `pooled-${name}`, window: { width: 18, height: 22 }, channels: 2, opset },
    "exact",
    (graph) => pool(features(graph)).gemm(10, { gain: 6 }),
  ),
);
