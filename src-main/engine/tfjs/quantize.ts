/** @file Numbers on the steps of a scale, and back. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeProto } from "../../../src-core/network/onnx/model.ts";
import { intAttribute } from "../../../src-core/network/onnx/node.ts";
import { elementTypes, typeName } from "../../../src-core/network/onnx/element-types.ts";
import type { NodeInputs, Operator } from "./operator.ts";
import { firstInput, needInput } from "./operator.ts";
import { Unsupported } from "./unsupported.ts";
import type { TfjsValue } from "./value.ts";
import { inOnnxOrder, shapeOf, broadcastable } from "./layout.ts";

/** Least and largest whole number of a type. */
const limits: Readonly<Record<number, readonly [number, number]>> = {
  [elementTypes.uint8]: [0, 255],
  [elementTypes.int8]: [-128, 127],
};

interface Scaled {
  readonly x: tf.Tensor;
  readonly scale: tf.Tensor;
  readonly zero: tf.Tensor | undefined;
  readonly wrap: (tensor: tf.Tensor) => TfjsValue;
}

/** Scale and zero point of one element, or of one slice along `axis`. */
function scaled(node: NodeProto, inputs: NodeInputs): Scaled {
  const value = firstInput(node, inputs);
  const { length } = shapeOf(value);
  const axis = intAttribute(node, "axis", 1);
  const behind = axis < 0 ? -axis - 1 : length - 1 - axis;
  const spread = (given: TfjsValue): TfjsValue => {
    const shape = shapeOf(given);
    if (shape.length > 1) throw new Unsupported(node, "its scales are given in blocks");
    if (shape.length === 0 || shape[0] === 1) return inOnnxOrder(tf.reshape(given.tensor, []));
    const ones = Array.from({ length: behind }, () => 1);
    return inOnnxOrder(tf.reshape(given.tensor, [-1, ...ones]));
  };
  const own = [value, spread(needInput(node, inputs, 1, "scale")), inputs[2] && spread(inputs[2])];
  const { tensors, wrap } = broadcastable(own.filter((operand) => operand !== undefined));
  const [x, scale, zero] = tensors.map((tensor) => tf.cast(tensor, "float32"));
  if (!x || !scale) throw new Unsupported(node, "it has no scale");
  return { x, scale, zero, wrap };
}

/** Rounds halves to the even number. What it gives are whole numbers in float32. */
const quantize: Operator = (node, inputs) => {
  const type =
    inputs[2]?.hostValue?.type ?? (intAttribute(node, "output_dtype", 0) || elementTypes.uint8);
  const limit = limits[type];
  if (!limit) throw new Unsupported(node, `it makes ${typeName(type)}`);
  const { x, scale, zero, wrap } = scaled(node, inputs);
  const steps = tf.round(tf.div(x, scale));
  const moved = zero ? tf.add(steps, zero) : steps;
  return wrap(tf.minimum(tf.maximum(moved, limit[0]), limit[1]));
};

const dequantize: Operator = (node, inputs) => {
  const { x, scale, zero, wrap } = scaled(node, inputs);
  return wrap(tf.mul(zero ? tf.sub(x, zero) : x, scale));
};

export const quantizations: readonly (readonly [string, Operator])[] = [
  ["QuantizeLinear", quantize],
  ["DequantizeLinear", dequantize],
];
