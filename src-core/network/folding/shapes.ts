/** @file Constants arranged anew: shapes, slices, parts joined, values repeated. */
import { said } from "../../messages/said.ts";
import type { NdArray } from "../ndarray/ndarray.ts";
import { fromTensor, reshapedArray } from "../ndarray/ndarray.ts";
import { broadcast, take, transpose } from "../ndarray/arithmetic.ts";
import { axisSlices, arange } from "../ndarray/slice-node.ts";
import { intAttribute, intsAttribute, tensorAttribute } from "../onnx/node.ts";
import { floatTensor, elementCount } from "../onnx/tensor.ts";
import { elementTypes } from "../onnx/element-types.ts";
import type { Fold } from "./rule.ts";
import { checkLength, first, listed, longestNew, missing, positive } from "./rule.ts";

export const integers = (values: readonly number[]): NdArray => ({
  type: elementTypes.int64,
  shape: [values.length],
  values,
});

export const transposed: Fold = ({ node }, input) => {
  const data = first(input);
  const reversed = data.shape.map((_, axis) => data.shape.length - 1 - axis);
  return transpose(data, intsAttribute(node, "perm", reversed));
};

export const reshape: Fold = (context, input) => {
  const data = first(input);
  const { shape } = data;
  const size = elementCount(shape);
  const wanted = Array.from(input[1]?.values ?? []);
  const lengths = wanted.map((length, axis) => (length === 0 ? (shape[axis] ?? 0) : length));
  const known = lengths.reduce((product, length) => (length < 0 ? product : product * length), 1);
  const full = lengths.map((length) => (length < 0 ? size / known : length));
  if (elementCount(full) !== size)
    context.refuse(said("operators.shape-does-hold-values", { wanted, size }));
  return reshapedArray(data, full);
};

export const squeeze: Fold = (context, input) => {
  const data = first(input);
  const { shape } = data;
  const axes = listed(context, input, 1, "axes").map((axis) => positive(axis, shape.length));
  const stays = (length: number, axis: number): boolean =>
    axes.length === 0 ? length !== 1 : !axes.includes(axis);
  const long = shape.filter((length, axis) => !stays(length, axis) && length !== 1);
  if (long.length > 0) context.refuse(said("operators.leaves-out-axes-length", { long }));
  return reshapedArray(data, shape.filter(stays));
};

export const unsqueeze: Fold = (context, input) => {
  const data = first(input);
  const { shape } = data;
  const axes = listed(context, input, 1, "axes");
  const rank = shape.length + axes.length;
  const result = [...shape];
  const places = axes.map((axis) => positive(axis, rank)).sort((a, b) => a - b);
  for (const place of places) result.splice(place, 0, 1);
  return reshapedArray(data, result);
};

export const gather: Fold = (context, [data = missing, indices = missing]) => {
  const axis = positive(intAttribute(context.node, "axis", 0), data.shape.length);
  const length = data.shape[axis] ?? 0;
  const wanted = Array.from(indices.values, (index) => positive(index, length));
  if (wanted.some((index) => !(index >= 0 && index < length)))
    context.refuse(said("operators.index-lies-outside-values", { wanted, length }));
  const shape = [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)];
  checkLength(context, shape, data.values.length);
  return reshapedArray(take(data, axis, wanted), shape);
};

export const slice: Fold = (context, input) => {
  let data = first(input);
  for (const { axis, start, end, step } of axisSlices(context.node, input, data.shape))
    data = take(data, axis, arange(start, end, step));
  return data;
};

export const concat: Fold = (context, input) => {
  const { type, shape } = first(input);
  const axis = positive(intAttribute(context.node, "axis", 0), shape.length);
  const outer = elementCount(shape.slice(0, axis));
  const length = input.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const result = shape.map((old, index) => (index === axis ? length : old));
  const size = input.reduce((sum, part) => sum + elementCount(part.shape), 0);
  if (elementCount(result) !== size) context.refuse(said("operators.parts-do-fit-together"));
  checkLength(context, result, size);
  const values = new Float64Array(size);
  let target = 0;
  for (let row = 0; row < outer; row++)
    for (const part of input) {
      const run = part.values.length / outer;
      for (let i = 0; i < run; i++) values[target++] = part.values[row * run + i] ?? NaN;
    }
  return { type, shape: result, values };
};

export const constantOfShape: Fold = (context, input) => {
  const { node, refuse } = context;
  const shape = Array.from(first(input).values);
  const size = elementCount(shape);
  if (!shape.every((length) => Number.isInteger(length) && length >= 0))
    return refuse(said("operators.shape-impossible", { shape }));
  const value = tensorAttribute(node, "value");
  const { type, values } = value ? fromTensor(value) : { ...missing, values: [0] };
  const each = values[0] ?? 0;
  if (type !== elementTypes.float32) {
    checkLength(context, shape, 0);
    return { type, shape, values: new Float64Array(size).fill(each) };
  }
  context.fill(size);
  return fromTensor(floatTensor("", shape, new Float32Array(size).fill(each)));
};

export const expand: Fold = (context, [data = missing, shape = missing]) => {
  const lengths = Array.from(shape.values);
  checkLength(context, lengths, data.values.length);
  const size = elementCount(lengths);
  if (!(size >= 0)) return context.refuse(said("operators.shape-impossible-2", { lengths }));
  const ones = { type: data.type, shape: lengths, values: new Uint8Array(size) };
  return broadcast(data, ones, (a) => a);
};

export const range: Fold = (context, [start = missing, limit = missing, delta = missing]) => {
  const [from = NaN, to = NaN, by = NaN] = [start, limit, delta].map(
    ({ values }) => values[0] ?? NaN,
  );
  const count = Math.max(Math.ceil((to - from) / by), 0);
  if (!(count <= longestNew))
    return context.refuse(said("operators.range-values-absurd", { count }));
  checkLength(context, [count], 0);
  return {
    type: start.type,
    shape: [count],
    values: new Float64Array(count).map((_, i) => from + i * by),
  };
};
