/** @file The same two networks in operator sets from 2018 to 2024. */
import { lenetFeatures } from "../architectures/lenet.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

export const opsets: readonly ZooNetwork[] = [7, 9, 11, 13, 17, 21, 26].flatMap((opset) => [
  network(
    { name: `lenet-opset-${opset}`, window: square(28), channels: 1, opset },
    "exact",
    (graph) =>
      lenetFeatures(graph).reshape(192).gemm(40).relu().dropout().gemm(10, { gain: 2 }).softmax(),
  ),
  network(
    { name: `batch-norm-opset-${opset}`, window: square(20), channels: 3, opset },
    "exact",
    (graph) => {
      graph.conv(8, 3, { bias: false }).batchNorm().relu().maxPool(2);
      graph.conv(12, 3, { bias: false }).batchNorm().relu();
      return graph.flatten().gemm(20).batchNorm().relu().gemm(10, { gain: 3 });
    },
  ),
]);
