/** @file Operators that look at one position only. */
import type { Context, Rule } from "../context.ts";
import { intAttribute } from "../onnx.ts";
import { dimensions, floatsOf } from "../tensor.ts";
import { channelSoftmax } from "../softmax.ts";
import type { Value } from "../value.ts";

const forms = ["spatial", "flattened", "vector"] as const;

/** Activations: the same function of each number. */
export const activation: Rule = (context) => {
  context.copy();
  context.result(context.need(0, ...forms));
};

/** Identity and, at inference, Dropout. */
export const identity: Rule = (context) => {
  context.vanish(context.need(0, ...forms));
};

/** Add of a bias: a constant vector onto a vector, as exporters write dense layers (MatMul + Add). */
export const add: Rule = (context) => {
  const [input, bias] = context.constant(0) ? [1, 0] : [0, 1];
  const value = context.need(input, "vector");
  const constant = context.needConstant(bias, "second operand");
  const length = dimensions(constant).reduce((product, size) => product * size, 1);
  if (length !== value.channels && length !== 1)
    context.refuse(`its constant has ${length} values, its input ${value.channels}`);
  const shape = [1, length, 1, 1];
  context.emit("Add", [context.name(input), context.add("bias", shape, floatsOf(constant))]);
  context.result(value);
};

/** Softmax over the classes: it moves to the channel axis. */
export const softmax: Rule = (context) => {
  const value = context.need(0, "spatial", "vector");
  const axis = softmaxAxis(context, value);
  if (axis !== 1) context.refuse(`its axis is ${axis}; only the channels (1) are supported`);
  const { opType } = context.node;
  context.write(
    channelSoftmax(opType, context.name(0), context.output, { opset: context.opset, rank: 4 }),
  );
  context.result(value);
};

function softmaxAxis(context: Context, value: Value): number {
  const rank = value.form === "spatial" ? 4 : 2;
  const axis = intAttribute(context.node, "axis", context.opset >= 13 ? -1 : 1);
  return axis < 0 ? axis + rank : axis;
}
