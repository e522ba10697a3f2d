/** @file Pools over the window's whole map, as exporters write them: with a stride, with pads, several in a row. */
import type { GraphBuilder, Value } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

/** 6 rows and 5 columns of 16 channels, two pixels apart. */
const features = (graph: GraphBuilder): GraphBuilder => graph.conv(16, 5, { stride: 2 }).relu();

const branch = (graph: GraphBuilder, from: Value, pool: (graph: GraphBuilder) => GraphBuilder) =>
  pool(graph.from(from)).flatten().here;

/** Each gives one number per channel, for one window and for windows two pixels apart. */
export const wholePoolForms: readonly (readonly [
  name: string,
  pool: (graph: GraphBuilder) => GraphBuilder,
])[] = [
  ["average", (graph) => graph.averagePool([6, 5])],
  ["average-other-stride", (graph) => graph.averagePool([6, 5], { stride: [3, 4] })],
  ["max", (graph) => graph.maxPool([6, 5])],
  ["max-in-a-row", (graph) => graph.maxPool([6, 1]).maxPool([1, 5]).averagePool(1, { stride: 3 })],
  ["average-then-max", (graph) => graph.averagePool([1, 5]).maxPool([6, 1])],
  ["max-padded", (graph) => graph.maxPool(8, { pad: [1, 1, 1, 2] })],
  ["average-padded", (graph) => graph.averagePool(8, { pad: [1, 1, 1, 2] }, false)],
  ["average-counts-its-pads", (graph) => graph.averagePool(8, { pad: [1, 1, 1, 2] }, true)],
  ["max-same", (graph) => graph.maxPool(7, { autoPad: "SAME_UPPER" })],
  ["average-ceil", (graph) => graph.averagePool([6, 5], { ceil: true })],
  ["ceil-longer-than-the-map", (graph) => graph.maxPool(7, { ceil: true })],
  ["average-longer-than-the-map", (graph) => graph.averagePool(8, { ceil: true }, true)],
  [
    "max-and-average",
    (graph) => {
      const { here } = graph;
      const largest = branch(graph, here, (from) => from.maxPool([6, 5]));
      const mean = branch(graph, here, (from) => from.averagePool([6, 5]));
      return graph.concat(
        largest,
        mean,
        branch(graph, here, (from) => from.global()),
      );
    },
  ],
];

export const wholePools: readonly ZooNetwork[] = wholePoolForms.map(([name, pool]) =>
  network(
    { name: `whole-pool-${name}`, window: { width: 13, height: 15 }, channels: 2, opset: 13 },
    "exact",
    (graph) => pool(features(graph)).flatten().gemm(6, { gain: 6 }),
  ),
);
