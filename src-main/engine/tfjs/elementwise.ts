/** @file Operators element by element. What is true is 1 and what is not is 0, in float32. */
import * as tf from "@tensorflow/tfjs-core";
import { floatAttribute, intAttribute } from "../../../src-core/network/onnx/node.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import type { Operator } from "./operator.ts";
import { firstInput, broadcasting, elementByElement, needInput } from "./operator.ts";
import { Unsupported } from "./unsupported.ts";
import { numbersOf, broadcastable } from "./layout.ts";

const truth = (x: tf.Tensor): tf.Tensor => tf.cast(x, "float32");

/** A comparison. */
const whether = (holds: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Operator =>
  broadcasting((a, b) => truth(holds(a, b)));

/** Limits came as attributes before operator set 11. */
const clip: Operator = (node, inputs) => {
  const { tensor, isNhwc } = firstInput(node, inputs);
  const limit = (index: number, name: string, fallback: number): number => {
    const input = inputs[index];
    return input ? (numbersOf(input)[0] ?? fallback) : floatAttribute(node, name, fallback);
  };
  const [low, high] = [limit(1, "min", -Infinity), limit(2, "max", Infinity)];
  const above = low === -Infinity ? tensor : tf.maximum(tensor, low);
  return { tensor: high === Infinity ? above : tf.minimum(above, high), isNhwc };
};

const cast: Operator = (node, inputs) => {
  const { tensor, isNhwc } = firstInput(node, inputs);
  const to = intAttribute(node, "to", 1);
  const { float32, float16, float64, int64, int32, uint8, int8, bool } = elementTypes;
  // Half precision is computed in single precision, which is finer.
  if ([float32, float16, float64].includes(to))
    return { tensor: tf.cast(tensor, "float32"), isNhwc };
  if ([int64, int32, uint8, int8].includes(to)) return { tensor: tf.cast(tensor, "int32"), isNhwc };
  if (to === bool) return { tensor: truth(tf.notEqual(tensor, 0)), isNhwc };
  throw new Unsupported(node, `it casts to type ${to}`);
};

const castLike: Operator = (node, inputs) => {
  const { tensor, isNhwc } = firstInput(node, inputs);
  const { dtype } = needInput(node, inputs, 1).tensor;
  return { tensor: tf.cast(tensor, dtype === "int32" ? "int32" : "float32"), isNhwc };
};

const prelu: Operator = (node, inputs) => {
  const { tensors, wrap } = broadcastable([
    firstInput(node, inputs),
    needInput(node, inputs, 1, "slopes"),
  ]);
  const [x, slope] = tensors as [tf.Tensor, tf.Tensor];
  return wrap(tf.add(tf.relu(x), tf.mul(slope, tf.minimum(x, 0))));
};

const where: Operator = (node, inputs) => {
  const { tensors, wrap } = broadcastable([0, 1, 2].map((index) => needInput(node, inputs, index)));
  const [condition, yes, no] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor];
  return wrap(tf.where(tf.cast(condition, "bool"), yes, no));
};

const mean: Operator = (node, inputs, opset) => {
  const sum = broadcasting(tf.add)(node, inputs, opset);
  if (Array.isArray(sum)) return sum;
  return { tensor: tf.div(sum.tensor, inputs.length), isNhwc: sum.isNhwc };
};

export const elementwise: readonly (readonly [string, Operator])[] = [
  ["Identity", elementByElement((x) => x)],
  ["Dropout", elementByElement((x) => x)],
  ["Clip", clip],
  ["Cast", cast],
  ["CastLike", castLike],
  ["PRelu", prelu],
  ["Where", where],
  ["Add", broadcasting(tf.add)],
  ["Sub", broadcasting(tf.sub)],
  ["Mul", broadcasting(tf.mul)],
  ["Div", broadcasting(tf.div)],
  ["Mod", broadcasting(tf.mod)],
  ["Pow", broadcasting(tf.pow)],
  ["Max", broadcasting(tf.maximum)],
  ["Min", broadcasting(tf.minimum)],
  ["Sum", broadcasting(tf.add)],
  ["Mean", mean],
  ["Greater", whether(tf.greater)],
  ["GreaterOrEqual", whether(tf.greaterEqual)],
  ["Less", whether(tf.less)],
  ["LessOrEqual", whether(tf.lessEqual)],
  ["Equal", whether(tf.equal)],
  ["And", broadcasting(tf.mul)],
  ["Or", broadcasting(tf.maximum)],
  ["Xor", broadcasting((a, b) => tf.abs(tf.sub(a, b)))],
  ["Not", elementByElement((x) => tf.sub(1, x))],
];
