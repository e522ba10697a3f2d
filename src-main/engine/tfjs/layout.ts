/** @file Tensors, and how they lie in memory: images channels last, everything else as ONNX orders it. */
import * as tf from "@tensorflow/tfjs-core";
import type { TfjsValue } from "./value.ts";

export const inOnnxOrder = (tensor: tf.Tensor): TfjsValue => ({ tensor, isNhwc: false });
export const inNhwcOrder = (tensor: tf.Tensor): TfjsValue => ({ tensor, isNhwc: true });

/** As ONNX orders it. */
export const asOnnx = ({ tensor, isNhwc }: TfjsValue): tf.Tensor =>
  isNhwc ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor;

/** N×H×W×C of what ONNX calls N×C×H×W. */
export const channelsLast = ({ tensor, isNhwc }: TfjsValue): tf.Tensor4D =>
  (isNhwc ? tensor : tf.transpose(tensor, [0, 2, 3, 1])) as tf.Tensor4D;

/** What ONNX would say of its shape. */
export function shapeOf(value: TfjsValue): readonly number[] {
  if (value.hostValue) return value.hostValue.shape;
  const { shape } = value.tensor;
  const [batch = 1, height = 1, width = 1, channels = 1] = shape;
  return value.isNhwc ? [batch, channels, height, width] : shape;
}

/** Where an axis of ONNX lies in the tensor. */
export function axisOf(value: TfjsValue, axis: number): number {
  const positive = axis < 0 ? axis + shapeOf(value).length : axis;
  return value.isNhwc ? ([0, 3, 1, 2][positive] ?? positive) : positive;
}

/** Few numbers, as axes and shapes are; the device is asked for those that it alone has. */
export const numbersOf = ({ hostValue, tensor }: TfjsValue): number[] =>
  Array.from(hostValue?.array?.values ?? tensor.dataSync());

/** Operands that broadcast as ONNX means it: where one of them is an image, all are. */
export function broadcastable(values: readonly TfjsValue[]): {
  tensors: tf.Tensor[];
  wrap: (tensor: tf.Tensor) => TfjsValue;
} {
  const longest = Math.max(...values.map((value) => shapeOf(value).length));
  if (longest > 4) return { tensors: values.map(asOnnx), wrap: inOnnxOrder };
  if (!values.some(({ isNhwc }) => isNhwc))
    return { tensors: values.map(({ tensor }) => tensor), wrap: inOnnxOrder };
  const tensors = values.map((value) => (value.isNhwc ? value.tensor : asImage(value)));
  return { tensors, wrap: inNhwcOrder };
}

/** C×H×W and the like as 1×H×W×C. */
function asImage(value: TfjsValue): tf.Tensor {
  const shape = shapeOf(value);
  const four = [...Array.from({ length: 4 - shape.length }, () => 1), ...shape];
  const arranged = (): tf.Tensor => channelsLast(inOnnxOrder(tf.reshape(value.tensor, four)));
  return value.hostValue ? value.hostValue.arranged(arranged) : arranged();
}
