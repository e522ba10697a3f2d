/** @file Normalisations. */
import * as tf from "@tensorflow/tfjs-core";
import { floatAttribute, intAttribute } from "../../../src-core/network/onnx/node.ts";
import type { OperatorBuilder, NodeInputs, Operator } from "./operator.ts";
import { firstInput, needInput } from "./operator.ts";
import { padded } from "./pad.ts";
import { Unsupported } from "./unsupported.ts";
import type { TfjsValue } from "./value.ts";
import {
  axisOf,
  channelsLast,
  inNhwcOrder,
  inOnnxOrder,
  shapeOf,
  broadcastable,
} from "./layout.ts";

/** One product and one sum for each channel. */
const batchNormalization: OperatorBuilder = (node, constants) => {
  const [scale, shift, mean, variance] = constants.slice(1).map((constant) => constant?.fresh());
  if (!scale || !shift || !mean || !variance)
    throw new Unsupported(node, "its statistics are not constant");
  if (intAttribute(node, "training_mode", 0) === 1)
    throw new Unsupported(node, "it is in training");
  const factor = tf.div(scale, tf.sqrt(tf.add(variance, floatAttribute(node, "epsilon", 1e-5))));
  const summand = tf.sub(shift, tf.mul(mean, factor));
  const run = (inputs: NodeInputs): TfjsValue => {
    const value = firstInput(node, inputs);
    const { rank } = value.tensor;
    if (rank === 4) return inNhwcOrder(tf.add(tf.mul(channelsLast(value), factor), summand));
    const channels = [-1, ...Array.from({ length: rank - 2 }, () => 1)];
    const [times, plus] = [tf.reshape(factor, channels), tf.reshape(summand, channels)];
    return inOnnxOrder(tf.add(tf.mul(value.tensor, times), plus));
  };
  return { run, kept: [factor, summand], readsFirstInputOnly: true };
};

/** Spelled out, as not every backend has it. Source: Krizhevsky et al. 2012, section 3.3, as ONNX has it. */
const localResponse: Operator = (node, inputs) => {
  const x = channelsLast(firstInput(node, inputs));
  const size = intAttribute(node, "size", 1);
  const before = Math.floor((size - 1) / 2);
  const [batch, height, width, channels] = x.shape;
  const behind = size - 1 - before;
  const square = padded(
    tf.square(x),
    [
      [0, 0],
      [0, 0],
      [0, 0],
      [before, behind],
    ],
    0,
  );
  const moved = Array.from({ length: size }, (_, offset) =>
    tf.slice(square, [0, 0, 0, offset], [batch, height, width, channels]),
  );
  const sum = moved.reduce((a, b) => tf.add(a, b));
  const scale = floatAttribute(node, "alpha", 1e-4) / size;
  const base = tf.add(tf.mul(sum, scale), floatAttribute(node, "bias", 1));
  return inNhwcOrder(tf.div(x, tf.pow(base, floatAttribute(node, "beta", 0.75))));
};

/** Mean 0 and variance 1 along these axes of the tensor as it is stored. */
function standardized(x: tf.Tensor, axes: number[], epsilon: number): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, axes, true));
  const variance = tf.mean(tf.square(centred), axes, true);
  return tf.div(centred, tf.sqrt(tf.add(variance, epsilon)));
}

/** Source: Ba et al. 2016. */
const layerNormalization: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const { length } = shapeOf(value);
  const axisAttribute = intAttribute(node, "axis", -1);
  const from = axisAttribute < 0 ? axisAttribute + length : axisAttribute;
  const axes = Array.from({ length: length - from }, (_, index) => axisOf(value, from + index));
  const tensor = standardized(value.tensor, axes, floatAttribute(node, "epsilon", 1e-5));
  const operands = [
    { tensor, isNhwc: value.isNhwc },
    needInput(node, inputs, 1, "scale"),
    inputs[2],
  ];
  const { tensors, wrap } = broadcastable(operands.filter((operand) => operand !== undefined));
  const [x = tensor, scale = tensor, shift] = tensors;
  const scaled = tf.mul(x, scale);
  return wrap(shift ? tf.add(scaled, shift) : scaled);
};

/** Source: Ulyanov et al. 2016. */
const instanceNormalization: Operator = (node, inputs) => {
  const x = channelsLast(firstInput(node, inputs));
  const own = standardized(x, [1, 2], floatAttribute(node, "epsilon", 1e-5));
  const [scale, shift] = [needInput(node, inputs, 1, "scale"), needInput(node, inputs, 2, "shift")];
  return inNhwcOrder(tf.add(tf.mul(own, scale.tensor), shift.tensor));
};

const lpNormalization: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const { tensor: x, isNhwc } = value;
  const axis = axisOf(value, intAttribute(node, "axis", -1));
  const norm =
    intAttribute(node, "p", 2) === 1
      ? tf.sum(tf.abs(x), axis, true)
      : tf.sqrt(tf.sum(tf.square(x), axis, true));
  return { tensor: tf.div(x, norm), isNhwc };
};

export const normalizations: readonly (readonly [string, Operator])[] = [
  ["LRN", localResponse],
  ["LayerNormalization", layerNormalization],
  ["InstanceNormalization", instanceNormalization],
  ["LpNormalization", lpNormalization],
];

export const batchNormalizations: readonly (readonly [string, OperatorBuilder])[] = [
  ["BatchNormalization", batchNormalization],
];
