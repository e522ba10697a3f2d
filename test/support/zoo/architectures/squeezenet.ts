/** @file SqueezeNet-like: fire modules, the scores are a convolution's. Source: Iandola et al. 2016. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

function fire(graph: GraphBuilder, squeezed: number, expanded: number): void {
  const squeeze = graph.conv(squeezed, 1).relu().here;
  const one = graph.conv(expanded, 1).relu().here;
  const three = graph.from(squeeze).conv(expanded, 3, { pad: 1 }).relu().here;
  graph.concat(one, three);
}

const ceil = { stride: 2, ceil: true };

function features(graph: GraphBuilder): GraphBuilder {
  graph.conv(8, 3, { stride: 2 }).relu().maxPool(3, ceil);
  fire(graph, 4, 8);
  fire(graph, 4, 8);
  graph.maxPool(3, ceil);
  fire(graph, 6, 12);
  return graph.dropout().conv(10, 1, { gain: 20 }).relu();
}

export const squeezenet: readonly ZooNetwork[] = [
  network({ name: "squeezenet", window: square(48), channels: 3, opset: 11 }, "padded", (graph) =>
    features(graph).global().flatten().softmax(),
  ),
  network({ name: "squeezenet-map-head", window: square(42), channels: 3 }, "padded", (graph) =>
    features(graph).global(),
  ),
];
