/** @file Tensors as the interpreter holds them: images channels last, everything else as ONNX orders it. */
import * as tf from "@tensorflow/tfjs-core";
import type { Value } from "./listed.ts";

export const plain = (tensor: tf.Tensor): Value => ({ tensor, last: false });
export const image = (tensor: tf.Tensor): Value => ({ tensor, last: true });

/** As ONNX orders it. */
export const logical = ({ tensor, last }: Value): tf.Tensor =>
  last ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor;

/** N×H×W×C of what ONNX calls N×C×H×W. */
export const channelsLast = ({ tensor, last }: Value): tf.Tensor4D =>
  (last ? tensor : tf.transpose(tensor, [0, 2, 3, 1])) as tf.Tensor4D;

/** What ONNX would say of its shape. */
export function shapeOf(value: Value): readonly number[] {
  if (value.listed) return value.listed.shape;
  const { shape } = value.tensor;
  const [batch = 1, height = 1, width = 1, channels = 1] = shape;
  return value.last ? [batch, channels, height, width] : shape;
}

/** Where an axis of ONNX lies in the tensor. */
export function axisOf(value: Value, axis: number): number {
  const positive = axis < 0 ? axis + shapeOf(value).length : axis;
  return value.last ? ([0, 3, 1, 2][positive] ?? positive) : positive;
}

/** Few numbers, as axes and shapes are; the device is asked for those that it alone has. */
export const numbersOf = ({ listed, tensor }: Value): number[] =>
  Array.from(listed?.numbers?.values ?? tensor.dataSync());

/** Operands that broadcast as ONNX means it: where one of them is an image, all are. */
export function together(values: readonly Value[]): {
  tensors: tf.Tensor[];
  wrap: (tensor: tf.Tensor) => Value;
} {
  const longest = Math.max(...values.map((value) => shapeOf(value).length));
  if (longest > 4) return { tensors: values.map(logical), wrap: plain };
  if (!values.some(({ last }) => last))
    return { tensors: values.map(({ tensor }) => tensor), wrap: plain };
  const tensors = values.map((value) => (value.last ? value.tensor : asImage(value)));
  return { tensors, wrap: image };
}

/** C×H×W and the like as 1×H×W×C. */
function asImage(value: Value): tf.Tensor {
  const shape = shapeOf(value);
  const four = [...Array.from({ length: 4 - shape.length }, () => 1), ...shape];
  const arranged = (): tf.Tensor => channelsLast(plain(tf.reshape(value.tensor, four)));
  return value.listed ? value.listed.arranged(arranged) : arranged();
}
