/** @file MobileNet-like: depthwise convolutions, ReLU6 as Clip, inverted residuals. Source: Sandler et al. 2018. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

/** An attribute's bounds before operator set 11, inputs from there on. */
function relu6(graph: GraphBuilder): GraphBuilder {
  return graph.opset < 11
    ? graph.op("Clip", { min: { float: 0 }, max: { float: 6 } })
    : graph.op("Clip", {}, [graph.floats(0), graph.floats(6)]);
}

interface Block {
  readonly filters: number;
  readonly stride: number;
  readonly pad: 0 | 1;
}

function inverted(graph: GraphBuilder, { filters, stride, pad }: Block): void {
  const entry = graph.here;
  const wide = graph.map().channels * 3;
  relu6(graph.conv(wide, 1, { bias: false }).batchNorm());
  relu6(graph.conv(wide, 3, { stride, pad, group: wide, bias: false }).batchNorm());
  const narrow = graph.conv(filters, 1, { gain: 1, bias: false }).batchNorm().here;
  if (stride > 1 || entry.shape[0] !== filters) return;
  graph.from(entry);
  if (pad === 0) graph.crop(1);
  graph.add(narrow);
}

const layers = (graph: GraphBuilder, pad: 0 | 1): GraphBuilder => {
  relu6(graph.conv(8, 3, { stride: 2, pad, bias: false }).batchNorm());
  inverted(graph, { filters: 8, stride: 1, pad });
  inverted(graph, { filters: 12, stride: 2, pad });
  inverted(graph, { filters: 12, stride: 1, pad });
  return relu6(graph.conv(32, 1).batchNorm()).global();
};

export const mobilenet: readonly ZooNetwork[] = [
  network({ name: "mobilenet", window: square(32), channels: 3 }, "padded", (graph) =>
    layers(graph, 1).flatten().dropout(0.2).gemm(10, { gain: 6 }),
  ),
  network(
    { name: "mobilenet-unpadded", window: { width: 41, height: 37 }, channels: 3, opset: 13 },
    "exact",
    (graph) => layers(graph, 0).flatten().dropout(0.2).gemm(10, { gain: 6 }),
  ),
  network(
    { name: "mobilenet-clip-attributes", window: square(37), channels: 1, opset: 10 },
    "exact",
    (graph) => layers(graph, 0).reshape(32).gemm(10, { gain: 6 }),
  ),
];
