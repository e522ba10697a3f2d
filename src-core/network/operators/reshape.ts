/** @file Flatten and Reshape: they only change how the same numbers are seen, so they vanish. */
import type { Rule } from "../context.ts";
import { intAttribute } from "../onnx.ts";
import { integersOf } from "../tensor.ts";
import type { Value } from "../value.ts";

const flat = (value: Value): Value =>
  value.form === "vector"
    ? value
    : { ...value, form: value.height * value.width === 1 ? "vector" : "flattened" };

export const flatten: Rule = (context) => {
  const value = context.need(0, "spatial", "flattened", "vector");
  const axis = intAttribute(context.node, "axis", 1);
  if (axis !== 1) context.refuse(`its axis is ${axis}, 1 is needed to keep the batch apart`);
  context.vanish(flat(value));
};

export const reshape: Rule = (context) => {
  const value = context.need(0, "spatial", "flattened", "vector");
  const shape = integersOf(context.needConstant(1, "shape"));
  const length = value.channels * value.height * value.width;
  const [batch, rest] = shape;
  const keepsBatch = batch === 0 || batch === -1 || batch === 1;
  if (shape.length !== 2 || !keepsBatch || (rest !== length && rest !== -1))
    context.refuse(`shape [${shape.join(", ")}] is no flattening of ${length} values per window`);
  context.vanish(flat(value));
};
