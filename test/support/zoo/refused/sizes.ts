/** @file Maps that grow. */
import type { Refusal } from "./refusal.ts";

export const resized: readonly Refusal[] = [
  {
    name: "resize",
    mentions: ["grow", "Resize", "13"],
    layers: (graph) =>
      graph
        .op("Resize", { mode: "nearest" }, ["", graph.floats([1, 1, 2, 2])], [8, 26, 22], "grow")
        .conv(8, 3)
        .relu()
        .flatten()
        .gemm(5),
  },
  {
    name: "transposed-convolution",
    mentions: ["grow", "ConvTranspose", "13"],
    layers(graph) {
      const weight = graph.random("grow.weight", [8, 4, 2, 2], 0.5);
      const attributes = { kernel_shape: [2, 2], strides: [2, 2] };
      graph.op("ConvTranspose", attributes, [weight], [4, 26, 22], "grow");
      return graph.relu().flatten().gemm(5);
    },
  },
  {
    name: "depth-to-space",
    mentions: ["grow", "DepthToSpace", "13"],
    layers: (graph) =>
      graph
        .op("DepthToSpace", { blocksize: 2 }, [], [2, 26, 22], "grow")
        .conv(4, 3)
        .flatten()
        .gemm(5),
  },
];
