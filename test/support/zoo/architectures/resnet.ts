/** @file ResNet-like: residual sums, shortcuts with stride, batch normalization. Source: He et al. 2016. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

function block(graph: GraphBuilder, filters: number, stride: number): void {
  const entry = graph.here;
  const shortcut =
    stride > 1 ? graph.conv(filters, 1, { stride, gain: 1, bias: false }).batchNorm().here : entry;
  graph.from(entry).conv(filters, 3, { stride, pad: 1, bias: false }).batchNorm().relu();
  graph.conv(filters, 3, { pad: 1, gain: 1, bias: false }).batchNorm().add(shortcut).relu();
}

/** The sum's other side is cut to what two unpadded 3×3 convolutions leave. */
function croppedBlock(graph: GraphBuilder, filters: number): void {
  const entry = graph.here;
  const shortcut = graph.crop(2).here;
  graph.from(entry).conv(filters, 3, { bias: false }).batchNorm().relu();
  graph.conv(filters, 3, { gain: 1 }).add(shortcut).relu();
}

/** With stride 2, position i of both sides has its middle at pixel 2i + 3. */
function croppedStridedBlock(graph: GraphBuilder, filters: number): void {
  const entry = graph.here;
  const shortcut = graph.crop(3).conv(filters, 1, { stride: 2, gain: 1 }).here;
  graph.from(entry).conv(filters, 3, { stride: 2 }).relu();
  graph.conv(filters, 3, { gain: 1 }).add(shortcut).relu();
}

/** PyTorch traces `x[:, :, 2:h-2, 2:w-2]` to ends that are the window's own numbers. */
function tracedCrop(graph: GraphBuilder, border: number): void {
  const [channels = 0, ...size] = graph.here.shape;
  const ends = size.map((length) => length - border);
  const more = [[border, border], ends, [2, 3], [1, 1]].map((list) => graph.integers(list));
  graph.op("Slice", {}, more, [channels, ...size.map((length) => length - 2 * border)]);
}

export const resnet: readonly ZooNetwork[] = [
  network({ name: "resnet", window: square(32), channels: 3 }, "padded", (graph) => {
    graph.conv(8, 7, { stride: 2, pad: 3, bias: false }).batchNorm().relu();
    graph.maxPool(3, { stride: 2, pad: 1 });
    block(graph, 8, 1);
    block(graph, 16, 2);
    return graph.global().flatten().gemm(10, { gain: 4 });
  }),
  network({ name: "resnet-cropped", window: square(33), channels: 3 }, "exact", (graph) => {
    graph.conv(8, 3).relu();
    croppedBlock(graph, 8);
    croppedStridedBlock(graph, 16);
    return graph.global().flatten().gemm(10, { gain: 4 });
  }),
  network(
    { name: "resnet-cropped-dense", window: { width: 26, height: 23 }, channels: 1, opset: 13 },
    "exact",
    (graph) => {
      graph.conv(6, 3, { stride: 2 }).relu();
      croppedBlock(graph, 6);
      return graph.flatten().gemm(20).relu().gemm(4, { gain: 3 });
    },
  ),
  network({ name: "resnet-traced-crop", window: square(20), channels: 2 }, "exact", (graph) => {
    const entry = graph.conv(6, 3).relu().here;
    tracedCrop(graph, 2);
    const shortcut = graph.here;
    graph.from(entry).conv(6, 5, { gain: 1 }).add(shortcut).relu();
    return graph.maxPool(2).flatten().gemm(5, { gain: 3 });
  }),
];
