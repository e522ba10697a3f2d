/** @file Power means: LpPool and GlobalLpPool. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";
import type { SlideOptions } from "../builder/slide.ts";
import { slideAttributes, slideSize } from "../builder/slide.ts";

/** 10 rows and 8 columns, negative numbers among them. */
const features = (graph: GraphBuilder): GraphBuilder => graph.conv(8, 5, { gain: 1 });

function powerPool(
  graph: GraphBuilder,
  kernel: readonly [number, number],
  options: SlideOptions,
  p?: number,
): GraphBuilder {
  const { channels, size } = graph.map();
  const attributes = { ...slideAttributes(kernel, options), ...(p !== undefined && { p }) };
  return graph.op("LpPool", attributes, [], [channels, ...slideSize(size, kernel, options)]);
}

const globalPower = (graph: GraphBuilder, p: number): GraphBuilder =>
  graph.op("GlobalLpPool", { p }, [], [graph.map().channels, 1, 1]);

const pools: readonly [
  name: string,
  equality: ZooNetwork["equality"],
  pool: (graph: GraphBuilder) => GraphBuilder,
  /** Of the dense layer behind it: a sum over 80 places is large. */
  gain?: number,
][] = [
  ["global-1", "exact", (graph) => globalPower(graph, 1), 0.05],
  ["global-2", "exact", (graph) => globalPower(graph, 2)],
  ["global-3", "exact", (graph) => globalPower(graph, 3)],
  ["default", "exact", (graph) => powerPool(graph, [2, 3], { stride: [2, 1] })],
  ["1", "exact", (graph) => powerPool(graph, [3, 2], { stride: 2 }, 1)],
  ["3", "exact", (graph) => powerPool(graph, [2, 2], { stride: 2 }, 3)],
  ["whole-map", "exact", (graph) => powerPool(graph, [10, 8], { stride: [10, 8] }, 2)],
  ["whole-map-padded", "exact", (graph) => powerPool(graph, [12, 10], { stride: 12, pad: 1 }, 4)],
  ["padded", "padded", (graph) => powerPool(graph, [3, 3], { stride: 2, pad: 1 }, 2)],
];

export const powerPools: readonly ZooNetwork[] = pools.map(([name, equality, pool, gain = 3]) =>
  network(
    { name: `power-pool-${name}`, window: { width: 12, height: 14 }, channels: 2 },
    equality,
    (graph) => pool(features(graph)).flatten().gemm(5, { gain }),
  ),
);
