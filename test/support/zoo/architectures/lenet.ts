/** @file LeNet, unpadded, with the heads and windows that it is found with. Source: LeCun et al. 1998. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

export const lenetFeatures = (graph: GraphBuilder): GraphBuilder =>
  graph.conv(6, 5).relu().maxPool(2).conv(12, 5).relu().maxPool(2);

export const lenet: readonly ZooNetwork[] = [
  network({ name: "lenet", window: square(28), channels: 1 }, "exact", (graph) =>
    lenetFeatures(graph).flatten().gemm(40).relu().gemm(10, { gain: 3 }),
  ),
  network(
    { name: "lenet-tall-window", window: { width: 20, height: 31 }, channels: 3 },
    "exact",
    (graph) =>
      graph
        .conv(8, [5, 3])
        .op("Tanh")
        .averagePool([3, 2], { stride: [2, 2] })
        .conv(12, [3, 5], { stride: [1, 2] })
        .op("Tanh")
        .flatten()
        .gemm(30, { transB: false })
        .op("Tanh")
        .gemm(5)
        .softmax(),
  ),
];
