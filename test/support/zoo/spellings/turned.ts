/** @file Images whose rows and columns change places before a convolution, as MTCNN's published weights ask for. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network } from "../network.ts";

const turn = (graph: GraphBuilder): GraphBuilder => graph.transpose([0, 1, 3, 2]);

/** Kernels, strides and pools that are not square tell rows from columns. */
const features = (graph: GraphBuilder): GraphBuilder =>
  graph
    .conv(8, [3, 4], { stride: [1, 2] })
    .relu()
    .maxPool([3, 2], { stride: [1, 2] });

const ways: readonly [name: string, layers: (graph: GraphBuilder) => GraphBuilder][] = [
  ["dense", (graph) => features(turn(graph)).batchNorm().flatten()],
  ["global", (graph) => features(turn(graph)).conv(12, [2, 1]).relu().global().flatten()],
  ["whole-pool", (graph) => features(turn(graph)).averagePool([9, 4]).flatten()],
  [
    "and-back",
    (graph) =>
      turn(features(turn(graph)))
        .conv(6, [3, 2])
        .relu()
        .flatten(),
  ],
  [
    "residual",
    (graph) => {
      const { here } = features(turn(graph)).conv(8, 1).relu();
      return graph.conv(8, 1).add(here).relu().flatten();
    },
  ],
  [
    "dilated",
    (graph) =>
      turn(graph)
        .conv(6, [3, 2], { dilation: [1, 3] })
        .relu()
        .flatten(),
  ],
  [
    "blocks",
    (graph) => {
      turn(graph).conv(3, [2, 3]).relu();
      const [channels = 0, height = 0, width = 0] = graph.here.shape;
      const shape = [4 * channels, height / 2, width / 2];
      graph.op("SpaceToDepth", { blocksize: 2 }, [], shape).conv(6, [2, 3]).relu();
      return graph.flatten();
    },
  ],
];

const scores = (graph: GraphBuilder): GraphBuilder => graph.gemm(5, { gain: 3 });

export const turned: readonly ZooNetwork[] = [
  ...ways.map(([name, layers]) =>
    network(
      { name: `turned-${name}`, window: { width: 13, height: 18 }, channels: 3 },
      "exact",
      (graph) => scores(layers(graph)),
    ),
  ),
  network(
    { name: "turned-padded", window: { width: 13, height: 18 }, channels: 3 },
    "padded",
    (graph) =>
      scores(
        turn(graph)
          .conv(8, [3, 4], { stride: [1, 2], pad: [1, 0, 0, 2] })
          .relu()
          .flatten(),
      ),
  ),
  network(
    {
      name: "turned-channels-last",
      window: { width: 13, height: 18 },
      channels: 3,
      layout: "NHWC",
    },
    "exact",
    (graph) =>
      scores(
        features(graph.transpose([0, 3, 2, 1]))
          .transpose([0, 3, 2, 1])
          .flatten(),
      ),
  ),
];
