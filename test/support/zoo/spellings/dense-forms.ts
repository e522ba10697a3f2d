/** @file The many ways to write a dense layer. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";
import { rewriteConstants } from "../builder/rewrite.ts";

type Layer = (graph: GraphBuilder, units: number, gain: number) => GraphBuilder;

/** Weights as units × inputs, transposed by a node of the graph, as PyTorch exports a Linear without bias folding. */
const transposedWeights: Layer = (graph, units, gain) => {
  const length = graph.length();
  const weight = graph.weights(graph.fresh("linear"), [units, length], length, gain);
  const turned = graph.emit("Transpose", [weight], { perm: [1, 0] });
  graph.op("MatMul", {}, [turned], [units]);
  return graph.op("Add", {}, [graph.random(graph.fresh("bias"), [units], 0.2)]);
};

/** The bias comes first, as PyTorch writes it. */
const biasFirst: Layer = (graph, units, gain) => {
  const length = graph.length();
  const weight = graph.weights(graph.fresh("linear"), [length, units], length, gain);
  graph.op("MatMul", {}, [weight], [units]);
  const bias = graph.random(graph.fresh("bias"), [1, units], 0.2);
  const sum = graph.emit("Add", [bias, graph.here.name]);
  return graph.from({ name: sum, shape: [units] });
};

/** The input lies transposed, and Gemm turns it back. */
const transposedInput: Layer = (graph, units, gain) => {
  const { shape } = graph.here;
  const turned = graph.emit("Transpose", [graph.here.name], { perm: [1, 0] });
  return graph.from({ name: turned, shape }).gemm(units, { transA: true, transB: false, gain });
};

/** W·x: the windows are columns, the weights units × inputs, the bias a column. */
const weightsFirst: Layer = (graph, units, gain) => {
  const length = graph.length();
  const turned = graph.emit("Transpose", [graph.here.name], { perm: [1, 0] });
  const weight = graph.weights(graph.fresh("linear"), [units, length], length, gain);
  const product = graph.emit("MatMul", [weight, turned]);
  const bias = graph.random(graph.fresh("bias"), [units, 1], 0.2);
  return columnsToRows(graph, graph.emit("Add", [product, bias]), units);
};

const columnsToRows = (graph: GraphBuilder, columns: string, units: number): GraphBuilder =>
  graph.from({ name: graph.emit("Transpose", [columns], { perm: [1, 0] }), shape: [units] });

/** The same by Gemm, with either matrix lying on its side. */
const gemmWeightsFirst =
  (transA: 0 | 1, transB: 0 | 1): Layer =>
  (graph, units, gain) => {
    const length = graph.length();
    const { name } = graph.here;
    const input = transB === 1 ? name : graph.emit("Transpose", [name], { perm: [1, 0] });
    const shape = transA === 1 ? [length, units] : [units, length];
    const weight = graph.weights(graph.fresh("linear"), shape, length / 4, gain);
    const bias = graph.random(graph.fresh("bias"), [units, 1], 0.2);
    const attributes = { transA, transB, alpha: { float: 0.5 } };
    return columnsToRows(graph, graph.emit("Gemm", [weight, input, bias], attributes), units);
  };

/** Every window is a column of its own: W·x on N×K×1, with weights that have a leading axis. */
const columnOfEachWindow: Layer = (graph, units, gain) => {
  const length = graph.length();
  graph.reshape(length, 1);
  const weight = graph.weights(graph.fresh("linear"), [1, units, length], length, gain);
  return graph
    .from({ name: graph.emit("MatMul", [weight, graph.here.name]), shape: [units, 1] })
    .flatten();
};

/** Weights 1×K×N or 1×1×K×N: the result has their leading axes. */
const batchedWeights =
  (leading: 1 | 2): Layer =>
  (graph, units, gain) => {
    const length = graph.length();
    const ones = Array<number>(leading).fill(1);
    const weight = graph.weights(graph.fresh("linear"), [...ones, length, units], length, gain);
    graph.op("MatMul", {}, [weight], [units]);
    return graph.reshape(units);
  };

/** Weights that are Constant nodes, handed on by an Identity, as PyTorch shares them. */
const constantNodes: Layer = (graph, units, gain) =>
  rewriteConstants(graph.gemm(units, { gain }), 2, (tensor) => {
    const constant = graph.emit("Constant", [], { value: { tensor } }, `${tensor.name}.constant`);
    return graph.emit("Identity", [constant], {}, `${tensor.name}.identity`);
  });

const forms: readonly [name: string, layer: Layer][] = [
  ["matmul", (graph, units, gain) => graph.matMul(units, gain)],
  ["matmul-transposed-weights", transposedWeights],
  ["matmul-bias-first", biasFirst],
  ["gemm", (graph, units, gain) => graph.gemm(units, { transB: false, gain })],
  ["gemm-transposed", (graph, units, gain) => graph.gemm(units, { gain })],
  ["gemm-scaled", (graph, units, gain) => graph.gemm(units, { alpha: 0.5, beta: 2, gain })],
  ["gemm-no-bias", (graph, units, gain) => graph.gemm(units, { bias: "none", gain })],
  ["gemm-row-bias", (graph, units, gain) => graph.gemm(units, { bias: "row", gain })],
  [
    "gemm-scalar-bias",
    (graph, units, gain) => graph.gemm(units, { bias: "scalar", beta: 3, gain }),
  ],
  ["gemm-transposed-input", transposedInput],
  ["constant-nodes", constantNodes],
  ["weights-first", weightsFirst],
  ["gemm-weights-first", gemmWeightsFirst(0, 0)],
  ["gemm-weights-first-transposed", gemmWeightsFirst(1, 0)],
  ["gemm-weights-first-input-transposed", gemmWeightsFirst(0, 1)],
  ["column-of-each-window", columnOfEachWindow],
  ["weights-with-a-leading-axis", batchedWeights(1)],
  ["weights-with-two-leading-axes", batchedWeights(2)],
];

export const denseForms: readonly ZooNetwork[] = forms.map(([name, layer]) =>
  network(
    { name: `dense-${name}`, window: { width: 15, height: 12 }, channels: 3 },
    "exact",
    (graph) => {
      graph.conv(8, 3, { stride: 2 }).relu();
      return layer(layer(graph.flatten(), 20, 2).relu(), 6, 3);
    },
  ),
);
