/** @file DenseNet-like: every layer reads all those before it. Source: Huang et al. 2017. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

function dense(graph: GraphBuilder, growth: number, layers: number): void {
  for (let layer = 0; layer < layers; layer++) {
    const entry = graph.here;
    graph
      .batchNorm()
      .relu()
      .conv(2 * growth, 1, { bias: false });
    graph.batchNorm().relu().conv(growth, 3, { pad: 1, bias: false });
    graph.concat(entry, graph.here);
  }
}

function transition(graph: GraphBuilder): void {
  const { channels } = graph.map();
  graph
    .batchNorm()
    .relu()
    .conv(channels / 2, 1, { bias: false })
    .averagePool(2);
}

export const densenet: readonly ZooNetwork[] = [
  network({ name: "densenet", window: square(32), channels: 3 }, "padded", (graph) => {
    graph.conv(8, 3, { stride: 2, pad: 1, bias: false });
    dense(graph, 4, 3);
    transition(graph);
    dense(graph, 4, 3);
    return graph.batchNorm().relu().global().flatten().gemm(10, { gain: 4 });
  }),
  network({ name: "densenet-cropped", window: square(22), channels: 3 }, "exact", (graph) => {
    graph.conv(8, 3, { bias: false });
    for (let layer = 0; layer < 3; layer++) {
      const entry = graph.here;
      const kept = graph.crop(1).here;
      graph.from(entry).batchNorm().relu().conv(4, 3, { bias: false });
      graph.concat(kept, graph.here);
    }
    transition(graph);
    return graph.batchNorm().relu().flatten().gemm(10, { gain: 3 });
  }),
];
