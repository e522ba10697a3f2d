/** @file Softmax and its logarithm. */
import * as tf from "@tensorflow/tfjs-core";
import { intAttribute } from "../../../src-core/network/onnx/node.ts";
import { elementCount } from "../../../src-core/network/onnx/tensor.ts";
import type { Operator } from "./operator.ts";
import { firstInput } from "./operator.ts";
import { axisOf, asOnnx, inOnnxOrder, shapeOf } from "./layout.ts";

type AlongAxis = (x: tf.Tensor, axis: number) => tf.Tensor;

/** Before operator set 13 all axes from the one that is named on are one. */
const along =
  (run: AlongAxis): Operator =>
  (node, inputs, opset) => {
    const value = firstInput(node, inputs);
    const shape = shapeOf(value);
    const axis = intAttribute(node, "axis", opset < 13 ? 1 : -1);
    const { tensor, isNhwc } = value;
    if (opset >= 13) return { tensor: run(tensor, axisOf(value, axis)), isNhwc };
    const lead = shape.slice(0, axis < 0 ? axis + shape.length : axis);
    const flat = tf.reshape(asOnnx(value), [elementCount(lead), -1]);
    return inOnnxOrder(tf.reshape(run(flat, 1), [...shape]));
  };

/** The backends have it along the last axis alone. */
const softmax: AlongAxis = (x, axis) => {
  const last = x.rank - 1;
  if (axis === last) return tf.softmax(x);
  const perm = Array.from({ length: x.rank }, (_, index) => index);
  perm[axis] = last;
  perm[last] = axis;
  return tf.transpose(tf.softmax(tf.transpose(x, perm)), perm);
};

const logSoftmax: AlongAxis = (x, axis) => {
  const shifted = tf.sub(x, tf.max(x, axis, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), axis, true)));
};

export const softmaxes: readonly (readonly [string, Operator])[] = [
  ["Softmax", along(softmax)],
  ["LogSoftmax", along(logSoftmax)],
];
