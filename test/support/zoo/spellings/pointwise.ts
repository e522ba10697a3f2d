/** @file Element by element: activations that exporters take apart, and preprocessing inside the network. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";
import { asNodes } from "../builder/rewrite.ts";

type Layer = (graph: GraphBuilder) => GraphBuilder;

const times = (graph: GraphBuilder, factor: Layer): GraphBuilder => {
  const { here } = graph;
  return factor(graph).op("Mul", {}, [here.name]);
};

const gelu: Layer = (graph) => {
  const gate: Layer = (inner) => {
    inner.op("Div", {}, [inner.floats(Math.SQRT2)]).op("Erf");
    return inner.op("Add", {}, [inner.floats(1)]);
  };
  return times(graph, gate).op("Mul", {}, [graph.floats(0.5)]);
};

const activations: readonly [name: string, opset: number, layer: Layer][] = [
  ["leaky-relu", 11, (graph) => graph.op("LeakyRelu", { alpha: { float: 0.1 } })],
  ["elu", 13, (graph) => graph.op("Elu", { alpha: { float: 1 } })],
  ["selu", 13, (graph) => graph.op("Selu")],
  ["softplus", 13, (graph) => graph.op("Softplus")],
  ["sigmoid", 13, (graph) => graph.op("Sigmoid")],
  ["hard-swish", 14, (graph) => graph.op("HardSwish")],
  [
    "hard-sigmoid",
    13,
    (graph) => times(graph, (gate) => gate.op("HardSigmoid", { alpha: { float: 1 / 6 } })),
  ],
  ["silu", 13, (graph) => times(graph, (gate) => gate.op("Sigmoid"))],
  ["mish", 13, (graph) => times(graph, (gate) => gate.op("Softplus").op("Tanh"))],
  ["gelu", 17, gelu],
  ["max", 13, (graph) => graph.op("Max", {}, [graph.floats(0)]).op("Min", {}, [graph.floats(6)])],
  ["abs", 13, (graph) => graph.op("Abs").op("Sqrt").op("Neg")],
];

const activated: readonly ZooNetwork[] = activations.map(([name, opset, layer]) =>
  network(
    { name: `activation-${name}`, window: { width: 13, height: 12 }, channels: 3, opset },
    "exact",
    (graph) => {
      layer(graph.conv(8, 3, { stride: 2 })).flatten();
      return layer(graph.gemm(12)).gemm(5, { gain: 3 });
    },
  ),
);

const scores: Layer = (graph) =>
  graph.conv(8, 3, { stride: 2 }).relu().flatten().gemm(5, { gain: 3 });

export const pointwise: readonly ZooNetwork[] = [
  ...activated,
  network(
    { name: "preprocessed", window: { width: 13, height: 12 }, channels: 3 },
    "exact",
    (graph) => {
      graph.op("Sub", {}, [graph.floats([0.485, 0.456, 0.406], [1, 3, 1, 1], "mean")]);
      return scores(graph.op("Div", {}, [graph.floats([0.229, 0.224, 0.225], [3, 1, 1], "std")]));
    },
  ),
  network(
    { name: "preprocessed-scalar", window: { width: 13, height: 12 }, channels: 1 },
    "exact",
    (graph) => {
      graph.op("Mul", {}, [graph.floats(2)]);
      return scores(graph.op("Add", {}, [graph.floats([-1])]));
    },
  ),
  network(
    { name: "constants-as-nodes", window: { width: 13, height: 12 }, channels: 1, opset: 11 },
    "exact",
    (graph) => {
      asNodes(graph.conv(8, 3)).relu();
      asNodes(graph.batchNorm(), 4).maxPool(2);
      asNodes(graph.reshape(graph.length()), 1);
      return asNodes(graph.gemm(5, { gain: 3 }));
    },
  ),
  network(
    { name: "bias-apart", window: { width: 13, height: 12 }, channels: 3, opset: 13 },
    "exact",
    (graph) => {
      graph.conv(8, 3, { bias: false });
      graph.op("Add", {}, [graph.random("bias", [1, 8, 1, 1], 0.3)]).relu();
      graph.op("Mul", {}, [graph.random("scale", [8, 1, 1], 0.3, { centre: 1 })]);
      return graph.flatten().gemm(5, { gain: 3 });
    },
  ),
];
