/** @file Tensors as the interpreter holds them: images channels last, everything else as ONNX orders it. */
import * as tf from "@tensorflow/tfjs-core";

export interface Value {
  readonly tensor: tf.Tensor;
  /** Whether a tensor that ONNX calls N×C×H×W is stored as N×H×W×C. */
  readonly last: boolean;
}

export const plain = (tensor: tf.Tensor): Value => ({ tensor, last: false });
export const image = (tensor: tf.Tensor): Value => ({ tensor, last: true });

/** As ONNX orders it. */
export const logical = ({ tensor, last }: Value): tf.Tensor =>
  last ? tf.transpose(tensor, [0, 3, 1, 2]) : tensor;

/** N×H×W×C of what ONNX calls N×C×H×W. */
export const channelsLast = ({ tensor, last }: Value): tf.Tensor4D =>
  (last ? tensor : tf.transpose(tensor, [0, 2, 3, 1])) as tf.Tensor4D;

/** What ONNX would say of its shape. */
export function shapeOf({ tensor: { shape }, last }: Value): number[] {
  const [batch = 1, height = 1, width = 1, channels = 1] = shape;
  return last ? [batch, channels, height, width] : shape;
}

/** Where an axis of ONNX lies in the tensor. */
export function axisOf({ tensor: { rank }, last }: Value, axis: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  return last ? ([0, 3, 1, 2][positive] ?? positive) : positive;
}

/** Whole numbers, as axes and shapes are. */
export const numbersOf = ({ tensor }: Value): number[] => [...tensor.dataSync()];

/** Operands that broadcast as ONNX means it: where one of them is an image, all are. */
export function together(values: readonly Value[]): {
  tensors: tf.Tensor[];
  wrap: (tensor: tf.Tensor) => Value;
} {
  if (!values.some(({ last }) => last))
    return { tensors: values.map(({ tensor }) => tensor), wrap: plain };
  const tensors = values.map((value) => {
    if (value.last) return value.tensor;
    const { shape } = value.tensor;
    const four = [...Array.from({ length: 4 - shape.length }, () => 1), ...shape];
    return channelsLast(plain(tf.reshape(value.tensor, four)));
  });
  return { tensors, wrap: image };
}
