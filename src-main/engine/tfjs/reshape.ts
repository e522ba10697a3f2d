/** @file The same numbers in other shapes and orders, or repeated. */
import * as tf from "@tensorflow/tfjs-core";
import {
  intAttribute,
  intsAttribute,
  partOfShape,
  tensorAttribute,
} from "../../../src-core/network/onnx/node.ts";
import { fromTensor } from "../../../src-core/network/ndarray/ndarray.ts";
import { elementCount } from "../../../src-core/network/onnx/tensor.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { HostValue } from "./value.ts";
import type { Operator } from "./operator.ts";
import { firstInput, listOf, needInput } from "./operator.ts";
import { inNhwcOrder, asOnnx, numbersOf, inOnnxOrder, shapeOf } from "./layout.ts";

const integers = (values: readonly number[], shape: readonly number[]): HostValue =>
  new HostValue({ type: elementTypes.int64, shape, values }, false);

const shape: Operator = (node, inputs) => {
  const part = partOfShape(node, shapeOf(firstInput(node, inputs)));
  return integers(part, [part.length]);
};

const size: Operator = (node, inputs) =>
  integers([elementCount(shapeOf(firstInput(node, inputs)))], []);

const transpose: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const reversed = [...shapeOf(value).keys()].reverse();
  const perm = [...intsAttribute(node, "perm", reversed)];
  const order = perm.join();
  // From and to channels last nothing moves.
  if (!value.isNhwc && order === "0,3,1,2") return inNhwcOrder(value.tensor);
  if (value.isNhwc && order === "0,2,3,1") return inOnnxOrder(value.tensor);
  const stored = value.isNhwc ? perm.map((axis) => [0, 3, 1, 2][axis] ?? axis) : perm;
  return inOnnxOrder(tf.transpose(value.tensor, stored));
};

const reshape: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const wanted = listOf(node, inputs[1], "shape", []);
  const literal = intAttribute(node, "allowzero", 0) === 1;
  const lengths = wanted.map((length, axis) =>
    length === 0 && !literal ? (shapeOf(value)[axis] ?? 0) : length,
  );
  return inOnnxOrder(tf.reshape(asOnnx(value), lengths));
};

const flatten: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const lengths = shapeOf(value);
  const axis = intAttribute(node, "axis", 1);
  const lead = lengths.slice(0, axis < 0 ? axis + lengths.length : axis);
  return inOnnxOrder(tf.reshape(asOnnx(value), [elementCount(lead), -1]));
};

const squeeze: Operator = (node, inputs) => {
  const value = asOnnx(firstInput(node, inputs));
  const ones = value.shape.flatMap((length, axis) => (length === 1 ? [axis] : []));
  const axes = listOf(node, inputs[1], "axes", ones).map((axis) =>
    axis < 0 ? axis + value.rank : axis,
  );
  const lengths = value.shape.filter((_, axis) => !axes.includes(axis));
  return inOnnxOrder(tf.reshape(value, lengths));
};

const unsqueeze: Operator = (node, inputs) => {
  const value = asOnnx(firstInput(node, inputs));
  const axes = listOf(node, inputs[1], "axes", []);
  const rank = value.rank + axes.length;
  const lengths = [...value.shape];
  const places = axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  for (const place of places) lengths.splice(place, 0, 1);
  return inOnnxOrder(tf.reshape(value, lengths));
};

/** Both ways, as ONNX has it: a wanted length of 1 leaves the tensor's own. */
const expand: Operator = (node, inputs) => {
  const value = asOnnx(firstInput(node, inputs));
  const wanted = numbersOf(needInput(node, inputs, 1, "shape"));
  const rank = Math.max(value.rank, wanted.length);
  const aligned = (lengths: readonly number[]): number[] => [
    ...Array.from({ length: rank - lengths.length }, () => 1),
    ...lengths,
  ];
  const [own, other] = [aligned(value.shape), aligned(wanted)];
  const repeats = own.map((length, axis) => (length === 1 ? (other[axis] ?? 1) : 1));
  return inOnnxOrder(tf.tile(tf.reshape(value, own), repeats));
};

const tile: Operator = (node, inputs) =>
  inOnnxOrder(
    tf.tile(asOnnx(firstInput(node, inputs)), numbersOf(needInput(node, inputs, 1, "repeats"))),
  );

const filled: Operator = (node, inputs) => {
  const given = tensorAttribute(node, "value");
  const [value = 0] = given ? Array.from(fromTensor(given).values) : [];
  return inOnnxOrder(tf.fill(numbersOf(firstInput(node, inputs)), value));
};

export const rearrangements: readonly (readonly [string, Operator])[] = [
  ["Shape", shape],
  ["Size", size],
  ["Transpose", transpose],
  ["Reshape", reshape],
  ["Flatten", flatten],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Expand", expand],
  ["Tile", tile],
  ["ConstantOfShape", filled],
];
