/** @file Channels-last networks as tf2onnx writes them: transposed around the convolutions, dense layers in H×W×C order. */
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

const inward = (graph: GraphBuilder): GraphBuilder => graph.transpose([0, 3, 1, 2]);
const outward = (graph: GraphBuilder): GraphBuilder => graph.transpose([0, 2, 3, 1]);

/** A layer that TensorFlow kept in channels-last order between two transposes. */
const between = (graph: GraphBuilder, operator: string): GraphBuilder =>
  inward(outward(graph).op(operator));

export const channelsLast: readonly ZooNetwork[] = [
  network(
    { name: "channels-last", window: square(28), channels: 1, layout: "NHWC", opset: 13 },
    "exact",
    (graph) => {
      inward(graph).conv(6, 5).relu().maxPool(2).conv(12, 3).relu().maxPool(2);
      return graph.reshape(outward(graph).length()).matMul(32).relu().matMul(10, 3).softmax();
    },
  ),
  network(
    {
      name: "channels-last-tall",
      window: { width: 18, height: 25 },
      channels: 3,
      layout: "NHWC",
      opset: 15,
    },
    "exact",
    (graph) => {
      between(inward(graph).conv(8, 3, { autoPad: "VALID", stride: 2 }), "Relu").conv(8, 3);
      return outward(between(graph, "Tanh")).flatten().matMul(24).relu().matMul(6, 3);
    },
  ),
  network(
    { name: "channels-last-same", window: square(32), channels: 3, layout: "NHWC", opset: 13 },
    "padded",
    (graph) => {
      inward(graph).conv(8, 3, { pad: 1 }).relu().maxPool(2);
      // TensorFlow's SAME with stride 2 adds its odd row below and its odd column to the right.
      graph
        .conv(12, 3, { stride: 2, pad: [0, 0, 1, 1] })
        .relu()
        .maxPool(2);
      return graph.reshape(outward(graph).length()).matMul(32).relu().matMul(10, 3).softmax();
    },
  ),
  network(
    { name: "channels-last-mean", window: square(21), channels: 3, layout: "NHWC", opset: 13 },
    "exact",
    (graph) => {
      outward(inward(graph).conv(8, 5).relu().conv(16, 5, { stride: 2 }).relu());
      return graph.op("ReduceMean", { axes: [1, 2], keepdims: 0 }, [], [16]).matMul(10, 6);
    },
  ),
];
