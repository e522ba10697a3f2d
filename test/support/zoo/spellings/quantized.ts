/**
 * @file Quantised networks in the QDQ form: QuantizeLinear and DequantizeLinear around the activations, integer weights
 * behind a DequantizeLinear. Source: ONNX Runtime's `quantize_static`.
 */
import { create } from "@bufbuild/protobuf";
import type { TensorProto } from "../../../../src-core/network/onnx/model.ts";
import { TensorProtoSchema } from "../../../../src-core/network/schema/onnx_pb.ts";
import { byteTensor, dimensions } from "../../../../src-core/network/onnx/tensor.ts";
import { floatsOf } from "../../../../src-core/network/onnx/tensor-values.ts";
import { elementTypes } from "../../../../src-core/network/onnx/element-types.ts";
import type { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";
import { rewriteConstants } from "../builder/rewrite.ts";

/** Weights use 7 of their 8 bits: on processors without VNNI the sum of two products would saturate. */
const most = 63;

const scaleOf = (low: number, high: number): number => Math.fround((high - low) / 255);

/** Rounds `here` to a byte and back. */
function quantize(graph: GraphBuilder, low: number, high: number): GraphBuilder {
  const name = graph.fresh("quantised");
  const step = scaleOf(low, high);
  const scale = graph.floats(step, [], `${name}.scale`);
  const zero = graph.constant(`${name}.zero`, (role) =>
    byteTensor(role, [], Uint8Array.of(Math.round(-low / step))),
  );
  return graph
    .op("QuantizeLinear", {}, [scale, zero], undefined, `${name}.quantize`)
    .op("DequantizeLinear", {}, [scale, zero], undefined, `${name}.dequantize`);
}

interface Weights {
  /** Axis of the weights along which every channel has a scale of its own; null for one scale. */
  readonly axis: 0 | 1 | null;
  /** Of the input that is multiplied with them. */
  readonly inputScale: number;
}

/** Turns weights and bias of the last layer to integers. */
function integerWeights(graph: GraphBuilder, { axis, inputScale }: Weights): GraphBuilder {
  let scales: number[] = [];
  return rewriteConstants(graph, 2, (tensor, position) => {
    const { name } = tensor;
    const shape = dimensions(tensor);
    const values = floatsOf(tensor);
    const channels = axis === null ? 1 : (shape[position === 0 ? axis : 0] ?? 1);
    const inner = shape.slice((axis ?? 0) + 1).reduce((product, length) => product * length, 1);
    const channelOf = (i: number): number =>
      axis === null || position === 1 ? i % channels : Math.floor(i / inner) % channels;
    if (position === 0) {
      scales = Array.from({ length: channels }, () => 0);
      values.forEach((value, i) => {
        const channel = channelOf(i);
        scales[channel] = Math.max(scales[channel] ?? 0, Math.abs(value) / most);
      });
    }
    const steps = scales.map((scale) => (position === 0 ? scale : scale * inputScale));
    const integers = Array.from(values, (value, i) =>
      Math.round(value / (steps[channelOf(i)] ?? 1)),
    );
    graph.constant(`${name}.integers`, (role) =>
      position === 0
        ? byteTensor(role, shape, Int8Array.from(integers))
        : wideTensor(role, shape, integers),
    );
    const scale = graph.floats(steps, axis === null ? [] : [channels], `${name}.scale`);
    const along = axis === null ? {} : { axis: position === 0 ? axis : 0 };
    return graph.emit("DequantizeLinear", [`${name}.integers`, scale], along, `${name}.dequantize`);
  });
}

const wideTensor = (
  name: string,
  shape: readonly number[],
  values: readonly number[],
): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dims: shape.map(BigInt),
    dataType: elementTypes.int32,
    rawData: new Uint8Array(Int32Array.from(values).buffer),
  });

/** Ranges of the activations, which the float network's largest values fit into. */
const ranges = {
  image: [0, 1],
  first: [0, 5],
  second: [0, 6.5],
  dense: [0, 6.5],
  scores: [-8, 8],
} as const;

function features(graph: GraphBuilder, axis: 0 | null): GraphBuilder {
  const { image, first, second } = ranges;
  quantize(graph, ...image);
  integerWeights(graph.conv(8, 3), { axis, inputScale: scaleOf(...image) }).relu();
  quantize(graph, ...first).maxPool(2);
  quantize(graph, ...first);
  integerWeights(graph.conv(12, 3, { stride: 2 }), { axis, inputScale: scaleOf(...first) }).relu();
  return quantize(quantize(graph, ...second).flatten(), ...second);
}

/**
 * A few steps of the scores' byte: the runtime computes with integers where it finds the form, in floats where it does
 * not, and rounds the input of a dense layer to bytes even where the weights alone are.
 */
const rounded = { tolerance: 0.2 };

export const quantized: readonly ZooNetwork[] = [
  network(
    { name: "quantised-channels", window: square(20), channels: 3, opset: 13 },
    "exact",
    (graph) => {
      features(graph, 0);
      integerWeights(graph.gemm(24), { axis: 0, inputScale: scaleOf(...ranges.second) }).relu();
      quantize(graph, ...ranges.dense).gemm(10, { gain: 3 });
      integerWeights(graph, { axis: 0, inputScale: scaleOf(...ranges.dense) });
      return quantize(graph, ...ranges.scores);
    },
    rounded,
  ),
  network(
    { name: "quantised-tensors", window: square(20), channels: 1, opset: 11 },
    "exact",
    (graph) => {
      features(graph, null);
      integerWeights(graph.gemm(24), { axis: null, inputScale: scaleOf(...ranges.second) }).relu();
      quantize(graph, ...ranges.dense).gemm(10, { gain: 3, transB: false });
      return integerWeights(graph, { axis: null, inputScale: scaleOf(...ranges.dense) });
    },
    rounded,
  ),
  network(
    { name: "quantised-weights-alone", window: square(16), channels: 3, opset: 13 },
    "exact",
    (graph) => {
      integerWeights(graph.conv(8, 3), { axis: 0, inputScale: 1 / 255 }).relu();
      graph.maxPool(2).flatten().gemm(10, { gain: 3, transB: false });
      return integerWeights(graph, { axis: 1, inputScale: 1 / 255 });
    },
    rounded,
  ),
];
