/** @file Parts of a tensor taken, and tensors joined. */
import * as tf from "@tensorflow/tfjs-core";
import { axisSlices } from "../../../src-core/network/ndarray/slice-node.ts";
import { intAttribute, intsAttribute } from "../../../src-core/network/onnx/node.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import type { Operator } from "./operator.ts";
import { firstInput, needInput } from "./operator.ts";
import { Unsupported } from "./unsupported.ts";
import type { TfjsValue } from "./value.ts";
import { axisOf, asOnnx, numbersOf, inOnnxOrder, shapeOf, broadcastable } from "./layout.ts";

const listed = (
  value: TfjsValue | undefined,
): { type: number; shape: number[]; values: number[] } => {
  const values = value ? numbersOf(value) : [];
  return { type: elementTypes.int64, shape: [values.length], values };
};

const slice: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const bounds = [undefined, ...inputs.slice(1).map((input) => input && listed(input))];
  const [begin, end] = [value.tensor.shape.map(() => 0), [...value.tensor.shape]];
  const strides = begin.map(() => 1);
  let { tensor } = value;
  for (const { axis, start, end: stop, step } of axisSlices(node, bounds, shapeOf(value))) {
    const place = axisOf(value, axis);
    const length = tensor.shape[place] ?? 0;
    // Backwards is forwards on what was turned round.
    if (step < 0) tensor = tf.reverse(tensor, place);
    begin[place] = step < 0 ? length - 1 - start : start;
    end[place] = step < 0 ? length - 1 - stop : stop;
    strides[place] = Math.abs(step);
  }
  const lengths = end.map((stop, place) => Math.max(stop - (begin[place] ?? 0), 0));
  const piece = tf.slice(tensor, begin, lengths);
  const { isNhwc } = value;
  if (strides.every((stride) => stride === 1)) return { tensor: piece, isNhwc };
  return {
    tensor: tf.stridedSlice(
      piece,
      begin.map(() => 0),
      lengths,
      strides,
    ),
    isNhwc,
  };
};

/** Lengths are an attribute before operator set 13 and an input from there on; without them all parts are alike. */
const split: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const axis = axisOf(value, intAttribute(node, "axis", 0));
  const length = value.tensor.shape[axis] ?? 0;
  const part = Math.ceil(length / node.output.length);
  const alike = node.output.map((_, index) => Math.min(part, length - index * part));
  const lengths = inputs[1] ? numbersOf(inputs[1]) : [...intsAttribute(node, "split", alike)];
  return tf.split(value.tensor, lengths, axis).map((tensor) => ({ tensor, isNhwc: value.isNhwc }));
};

/** Along one axis of a tensor as ONNX orders it. */
function taken(source: tf.Tensor, axis: number, indices: TfjsValue): tf.Tensor {
  const length = source.shape[axis] ?? 0;
  const places = numbersOf(indices).map((index) => (index < 0 ? index + length : index));
  const rows = tf.gather(source, tf.tensor1d(places, "int32"), axis);
  const [before, after] = [source.shape.slice(0, axis), source.shape.slice(axis + 1)];
  return tf.reshape(rows, [...before, ...shapeOf(indices), ...after]);
}

const gather: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const axisAttribute = intAttribute(node, "axis", 0);
  const axis = axisAttribute < 0 ? axisAttribute + shapeOf(value).length : axisAttribute;
  return inOnnxOrder(taken(asOnnx(value), axis, needInput(node, inputs, 1, "indices")));
};

/** One index for each slice, which is what the surgery knows too. */
const gatherNd: Operator = (node, inputs) => {
  const indices = needInput(node, inputs, 1, "indices");
  const shape = shapeOf(indices);
  if (shape.at(-1) !== 1 || intAttribute(node, "batch_dims", 0) !== 0)
    throw new Unsupported(node, `its indices of shape ${shape.join("×")} pick single elements`);
  const source = asOnnx(firstInput(node, inputs));
  const rows = taken(source, 0, indices);
  return inOnnxOrder(tf.reshape(rows, [...shape.slice(0, -1), ...source.shape.slice(1)]));
};

const concat: Operator = (node, inputs) => {
  const { tensors, wrap } = broadcastable(inputs.filter((value) => value !== undefined));
  const [tensor] = tensors;
  if (!tensor) throw new Unsupported(node, "it has no input");
  return wrap(tf.concat(tensors, axisOf(wrap(tensor), intAttribute(node, "axis", 1))));
};

export const indexing: readonly (readonly [string, Operator])[] = [
  ["Slice", slice],
  ["Split", split],
  ["Gather", gather],
  ["GatherND", gatherNd],
  ["Concat", concat],
];
