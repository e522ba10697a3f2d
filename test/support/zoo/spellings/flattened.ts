/** @file What happens to a map's elements between Flatten and the dense layer. */
import type { GraphBuilder, Value } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

const features = (graph: GraphBuilder): GraphBuilder => graph.conv(8, 3, { stride: 2 }).relu();

/** Another branch of the map, flattened. */
const branch = (graph: GraphBuilder, from: Value, kernel: number): Value =>
  graph.from(from).conv(6, kernel).relu().maxPool(2).flatten().here;

const ways: readonly [name: string, layers: (graph: GraphBuilder) => GraphBuilder][] = [
  ["batch-norm", (graph) => features(graph).flatten().batchNorm()],
  ["batch-norm-of-vector", (graph) => features(graph).flatten().gemm(16).batchNorm().relu()],
  ["relu", (graph) => features(graph).flatten().relu().dropout()],
  [
    "scaled",
    (graph) => {
      const length = features(graph).flatten().length();
      graph.op("Sub", {}, [graph.random("mean", [length], 0.2)]);
      return graph.op("Mul", {}, [graph.random("scale", [1, length], 0.5, { centre: 1 })]);
    },
  ],
  [
    // Over all elements of a window, whose scores it divides among them.
    "softmax",
    (graph) => {
      features(graph).flatten().softmax();
      return graph.op("Mul", {}, [graph.floats(graph.length())]);
    },
  ],
  [
    "two-branches",
    (graph) => {
      const { here } = features(graph);
      return graph.concat(branch(graph, here, 3), branch(graph, here, 4));
    },
  ],
  [
    "map-and-mean",
    (graph) => {
      const { here } = features(graph);
      const map = graph.flatten().here;
      return graph.concat(map, graph.from(here).global().flatten().here);
    },
  ],
  [
    "two-dense",
    (graph) => {
      const { here } = features(graph).flatten();
      const left = graph.gemm(10).relu().here;
      return graph.concat(left, graph.from(here).gemm(12).op("Tanh").here);
    },
  ],
  [
    "residual-dense",
    (graph) => {
      const { here } = features(graph).flatten().gemm(16).relu();
      return graph.gemm(16, { gain: 1 }).add(here).relu();
    },
  ],
];

export const flattened: readonly ZooNetwork[] = ways.map(([name, layers]) =>
  network(
    { name: `flattened-${name}`, window: { width: 15, height: 18 }, channels: 3 },
    "exact",
    (graph) => layers(graph).gemm(6, { gain: 3 }),
  ),
);
