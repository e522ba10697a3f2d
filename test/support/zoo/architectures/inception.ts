/** @file Inception-like: branches of several kernels, side by side. Source: Szegedy et al. 2015. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

function module(graph: GraphBuilder, filters: number): void {
  const entry = graph.here;
  const one = graph.conv(filters, 1).relu().here;
  graph.from(entry).conv(filters, 1).relu();
  const three = graph.conv(filters, 3, { pad: 1 }).relu().here;
  graph.from(entry).conv(filters, 1).relu();
  const five = graph.conv(filters, 5, { pad: 2 }).relu().here;
  graph.from(entry).averagePool(3, { stride: 1, pad: 1 }, true);
  graph.concat(one, three, five, graph.conv(filters, 1).relu().here);
}

/** Every branch is cut to what the 5×5 leaves, so that its middles meet. */
function croppedModule(graph: GraphBuilder, filters: number): void {
  const entry = graph.here;
  const one = graph.crop(2).conv(filters, 1).relu().here;
  const three = graph.from(entry).conv(filters, 3).relu().crop(1).here;
  const five = graph.from(entry).conv(filters, 1).relu().conv(filters, 5).relu().here;
  graph.from(entry).maxPool(3, { stride: 1 }).crop(1);
  graph.concat(one, three, five, graph.conv(filters, 1).relu().here);
}

export const inception: readonly ZooNetwork[] = [
  network({ name: "inception", window: square(32), channels: 3 }, "padded", (graph) => {
    graph.conv(8, 3, { stride: 2, pad: 1 }).relu();
    module(graph, 6);
    graph.maxPool(3, { stride: 2, pad: 1 });
    module(graph, 8);
    return graph.global().flatten().dropout(0.4).gemm(10, { gain: 4 });
  }),
  network({ name: "inception-cropped", window: square(27), channels: 3 }, "exact", (graph) => {
    graph.conv(8, 3, { stride: 2 }).relu();
    croppedModule(graph, 4);
    graph.maxPool(3, { stride: 2 });
    return graph.flatten().gemm(10, { gain: 4 });
  }),
];
