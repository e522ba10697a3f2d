/** @file Operators that only arrange the same elements on other axes: they vanish into the layout. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Layout } from "../geometry/layout.ts";
import { lengthOf, reshaped, shapeOfLayout } from "../geometry/layout.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { checkPermutation } from "../ndarray/arithmetic.ts";
import { intAttribute, intsAttribute, partOfShape } from "../onnx/node.ts";
import { elementCount } from "../onnx/tensor.ts";
import { integersOf } from "../onnx/tensor-values.ts";
import { describe } from "../graph/value.ts";
import { reshapeToBlocks } from "./space-to-depth.ts";
import type { RuleTable } from "./rule-table.ts";

function arrangeAs(context: Context, layout: Layout): void {
  const { name, value } = context.need(0);
  context.alias(name, { ...value, layout });
}

function reshapeTo(context: Context, shape: readonly number[]): void {
  const { value } = context.need(0);
  const layout = reshaped(value.layout, shape);
  if (layout) arrangeAs(context, layout);
  else if (!reshapeToBlocks(context, shape))
    context.refuse(said("operators.turns-into-which-splits", { value: describe(value), shape }));
}

const flatten: Rule = (context) => {
  const { value } = context.need(0);
  const shape = shapeOfLayout(value.layout);
  const given = intAttribute(context.node, "axis", 1);
  const axis = given < 0 ? given + shape.length : given;
  reshapeTo(context, [elementCount(shape.slice(0, axis)), elementCount(shape.slice(axis))]);
};

const reshape: Rule = (context) => {
  const { value } = context.need(0);
  const given = integersOf(context.needConstant(1, "shape"));
  const own = shapeOfLayout(value.layout);
  const copies = intAttribute(context.node, "allowzero", 0) === 0;
  const lengths = given.map((length, axis) => (length === 0 && copies ? (own[axis] ?? 0) : length));
  const known = lengths.reduce((product, length) => (length < 0 ? product : product * length), 1);
  const total = elementCount(own);
  const shape = lengths.map((length) => (length === -1 ? total / known : length));
  const whole = shape.every((length) => Number.isInteger(length) && length > 0);
  if (!whole || elementCount(shape) !== total)
    context.refuse(
      said("operators.shape-does-hold-elements", { given, total, value: describe(value) }),
    );
  reshapeTo(context, shape);
};

const axesOf = (context: Context, rank: number): number[] => {
  const given = context.hasInput(1)
    ? Array.from(fromTensor(context.needConstant(1, "axes")).values)
    : [...intsAttribute(context.node, "axes", [])];
  return given.map((axis) => (axis < 0 ? axis + rank : axis));
};

const squeeze: Rule = (context) => {
  const { layout } = context.need(0).value;
  const axes = axesOf(context, layout.length);
  const goes = (axis: number): boolean =>
    axes.length > 0 ? axes.includes(axis) : lengthOf(layout[axis] ?? []) === 1 && axis > 0;
  const long = layout.findIndex((axis, index) => goes(index) && lengthOf(axis) !== 1);
  if (long >= 0)
    context.refuse(
      said("operators.axis-length-window", { long, layout: lengthOf(layout[long] ?? []) }),
    );
  arrangeAs(
    context,
    layout.filter((_, axis) => !goes(axis)),
  );
};

const unsqueeze: Rule = (context) => {
  const { layout } = context.need(0).value;
  const axes = axesOf(context, 0);
  const rank = layout.length + axes.length;
  const places = axes.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  const result = [...layout];
  for (const place of places) result.splice(place, 0, []);
  arrangeAs(context, result);
};

const transpose: Rule = (context) => {
  const { layout } = context.need(0).value;
  const reversed = layout.map((_, axis) => layout.length - 1 - axis);
  const order = intsAttribute(context.node, "perm", reversed);
  checkPermutation(order, layout.length);
  arrangeAs(
    context,
    order.map((axis) => layout[axis] ?? []),
  );
};

/** The window's own lengths: a constant, since each window has them. A batch that is left open counts as one. */
const shape: Rule = (context) => {
  const { value } = context.need(0);
  const lengths = shapeOfLayout(value.layout);
  const part = partOfShape(context.node, lengths);
  context.constantResult([part.length], part);
};

const size: Rule = (context) => {
  const { value } = context.need(0);
  context.constantResult([], [elementCount(shapeOfLayout(value.layout))]);
};

export const rearrangements: RuleTable = [
  ["Flatten", flatten],
  ["Reshape", reshape],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Transpose", transpose],
];

export const lengths: RuleTable = [
  ["Shape", shape],
  ["Size", size],
];
