/** @file One number of many along some axes. */
import * as tf from "@tensorflow/tfjs-core";
import { intAttribute } from "../../../src-core/network/onnx/node.ts";
import type { Operator } from "./operator.ts";
import { firstInput, listOf } from "./operator.ts";
import { axisOf, channelsLast, inNhwcOrder, asOnnx, inOnnxOrder, shapeOf } from "./layout.ts";

/** Keeps the axes, with length 1. */
type Reduction = (x: tf.Tensor, axes: number[]) => tf.Tensor;

/** What stays is small: it is brought into ONNX's order after the reduction, not before. */
const reduce =
  (run: Reduction): Operator =>
  (node, inputs) => {
    const value = firstInput(node, inputs);
    const shape = shapeOf(value);
    const listed = listOf(node, inputs[1], "axes", []);
    if (listed.length === 0 && intAttribute(node, "noop_with_empty_axes", 0) === 1) return value;
    const axes = (listed.length > 0 ? listed : [...shape.keys()]).map((axis) =>
      axis < 0 ? axis + shape.length : axis,
    );
    const places = axes.map((axis) => axisOf(value, axis));
    const kept = { tensor: run(value.tensor, places), isNhwc: value.isNhwc };
    if (intAttribute(node, "keepdims", 1) === 1) return kept;
    const left = shape.filter((_, axis) => !axes.includes(axis));
    return inOnnxOrder(tf.reshape(asOnnx(kept), left));
  };

const globalPool =
  (run: Reduction): Operator =>
  (node, inputs) =>
    inNhwcOrder(run(channelsLast(firstInput(node, inputs)), [1, 2]));

/** The root of the sum of powers. */
const globalPowerPool: Operator = (node, inputs, opset) => {
  const power = intAttribute(node, "p", 2);
  const run: Reduction = (x, axes) => tf.pow(sum(tf.pow(tf.abs(x), power), axes), 1 / power);
  return globalPool(run)(node, inputs, opset);
};

const mean: Reduction = (x, axes) => tf.mean(x, axes, true);
const largest: Reduction = (x, axes) => tf.max(x, axes, true);
const sum: Reduction = (x, axes) => tf.sum(x, axes, true);

export const reductions: readonly (readonly [string, Operator])[] = [
  ["GlobalAveragePool", globalPool(mean)],
  ["GlobalMaxPool", globalPool(largest)],
  ["GlobalLpPool", globalPowerPool],
  ["ReduceMean", reduce(mean)],
  ["ReduceMax", reduce(largest)],
  ["ReduceMin", reduce((x, axes) => tf.min(x, axes, true))],
  ["ReduceSum", reduce(sum)],
  ["ReduceProd", reduce((x, axes) => tf.prod(x, axes, true))],
  ["ReduceL1", reduce((x, axes) => sum(tf.abs(x), axes))],
  ["ReduceL2", reduce((x, axes) => tf.sqrt(sum(tf.square(x), axes)))],
  ["ReduceSumSquare", reduce((x, axes) => sum(tf.square(x), axes))],
];
