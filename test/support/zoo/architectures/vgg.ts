/** @file VGG-like: blocks of 3×3 convolutions with pad 1. Source: Simonyan & Zisserman 2015. */
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

export const vgg: readonly ZooNetwork[] = [
  network({ name: "vgg", window: square(32), channels: 3, opset: 11 }, "padded", (graph) => {
    for (const filters of [8, 16, 24]) {
      graph.conv(filters, 3, { pad: 1 }).relu().conv(filters, 3, { pad: 1 }).relu();
      graph.maxPool(2);
    }
    graph.flatten().gemm(64).relu().dropout();
    return graph.gemm(48).relu().dropout().gemm(10, { gain: 3 });
  }),
  network({ name: "vgg-unpadded", window: square(30), channels: 3 }, "exact", (graph) => {
    for (const filters of [8, 16]) graph.conv(filters, 3).relu().conv(filters, 3).relu().maxPool(2);
    return graph.flatten().gemm(32).relu().dropout().gemm(7, { gain: 0.5 }).softmax();
  }),
];
