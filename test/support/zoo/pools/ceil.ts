/** @file Unpadded networks whose pools look past the window: RNet and ONet of MTCNN. Source: Zhang et al. 2016. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

function prelu(graph: GraphBuilder): GraphBuilder {
  const [channels = 0, ...size] = graph.here.shape;
  const slope = graph.random(graph.fresh("slope"), [channels, ...size.map(() => 1)], 0.2, {
    centre: 0.25,
  });
  return graph.op("PRelu", {}, [slope]);
}

const ceil = { stride: 2, ceil: true };

/** As facenet-pytorch does: columns, rows, channels. */
const flattenTurned = (graph: GraphBuilder): GraphBuilder =>
  graph.transpose([0, 3, 2, 1]).flatten();

export const ceilMode: readonly ZooNetwork[] = [
  network(
    { name: "rnet", window: square(24), channels: 3, opset: 11 },
    "ceil",
    (graph) => {
      prelu(graph.conv(8, 3)).maxPool(3, ceil);
      prelu(graph.conv(12, 3)).maxPool(3, ceil);
      prelu(prelu(flattenTurned(prelu(graph.conv(16, 2)))).gemm(32));
      return graph.gemm(2, { gain: 1 }).softmax();
    },
    { receptiveField: square(25) },
  ),
  network(
    { name: "onet", window: square(48), channels: 3 },
    "ceil",
    (graph) => {
      prelu(graph.conv(8, 3)).maxPool(3, ceil);
      prelu(graph.conv(12, 3)).maxPool(3, ceil);
      prelu(graph.conv(12, 3)).maxPool(2, ceil);
      return prelu(flattenTurned(prelu(graph.conv(16, 2))).gemm(32)).gemm(10, { gain: 2 });
    },
    { receptiveField: square(49) },
  ),
  network(
    { name: "ceil-twice", window: { width: 26, height: 24 }, channels: 1 },
    "ceil",
    (graph) => {
      graph.conv(8, 3).relu().maxPool(3, ceil).conv(12, 3).relu().maxPool(3, ceil);
      return graph.flatten().gemm(10, { gain: 3 });
    },
    { receptiveField: { width: 29, height: 25 } },
  ),
  // The pool holds all rows of the window's map, and moves along its columns as it is written.
  network(
    { name: "ceil-all-rows", window: { width: 8, height: 5 }, channels: 1 },
    "ceil",
    (graph) => graph.conv(8, 3).relu().maxPool(3, ceil).flatten().gemm(10, { gain: 3 }),
    { receptiveField: { width: 9, height: 5 } },
  ),
  // What the pool misses on the window was cut off, and is there inside an image: no larger window has it.
  network({ name: "ceil-behind-crop", window: square(24), channels: 1 }, "padded", (graph) => {
    graph.conv(8, 3).relu().crop(1).maxPool(3, ceil);
    return graph.flatten().gemm(10, { gain: 3 });
  }),
  // Ceil mode that changes nothing at this window, so that its cells equal their windows.
  network({ name: "ceil-idle", window: square(25), channels: 1 }, "exact", (graph) => {
    graph.conv(8, 3).relu().maxPool(3, ceil).conv(12, 3).relu().maxPool(3, ceil);
    return graph.flatten().gemm(10, { gain: 3 });
  }),
];
