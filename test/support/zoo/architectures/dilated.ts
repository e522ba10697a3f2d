/** @file Dilated convolutions, unpadded. Source: Yu & Koltun 2016. */
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

export const dilated: readonly ZooNetwork[] = [
  network({ name: "dilated", window: square(32), channels: 1 }, "exact", (graph) => {
    graph.conv(6, 3).relu().conv(8, 3, { dilation: 2 }).relu().conv(8, 3, { dilation: 4 }).relu();
    return graph.maxPool(2).flatten().gemm(10, { gain: 3 });
  }),
  network(
    { name: "dilated-strided", window: { width: 36, height: 31 }, channels: 3, opset: 13 },
    "exact",
    (graph) => {
      graph.conv(6, 3, { stride: 2, dilation: 2 }).relu();
      graph.conv(8, [3, 2], { dilation: [2, 3] }).relu();
      graph.maxPool(2, { stride: 1, dilation: 2 });
      return graph.flatten().gemm(12).relu().gemm(5, { gain: 3 });
    },
  ),
];
