/** @file Weights that the graph computes from constants, by every function of one number that is computed so. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

const ofAll = "Abs Atan Ceil Cos Dropout Exp Floor Identity Neg Relu Round Sigmoid Sign Sin";
const functions = `${ofAll} Softsign Tan Tanh`.split(" ");
const ofPositive = "Log Reciprocal Sqrt".split(" ");

/** Each function of random numbers from −1.3 to 1.3, or from 0.3 to 2.9, summed up with a factor of its own. */
function weightsOf(graph: GraphBuilder, shape: readonly number[]): string {
  const drawn = graph.random(graph.fresh("weight"), shape, 1.3);
  const positive = graph.emit("Add", [drawn, graph.floats(1.6)]);
  const results = [
    ...functions.map((name) => graph.emit(name, [drawn])),
    ...ofPositive.map((name) => graph.emit(name, [positive])),
  ];
  const terms = results.map((name, index) =>
    graph.emit("Mul", [name, graph.floats(0.01 + 0.001 * index)]),
  );
  const weights = graph.emit("Sum", terms);
  const mean = graph.emit("ReduceMean", [weights], { keepdims: 1 });
  return graph.emit("Sub", [weights, mean]);
}

export const computedWeights: readonly ZooNetwork[] = [
  network({ name: "computed-weights", window: square(16), channels: 3 }, "exact", (graph) => {
    graph.conv(8, 5, { stride: 2 }).relu().flatten();
    return graph.op("MatMul", {}, [weightsOf(graph, [graph.length(), 10])], [10]);
  }),
];
