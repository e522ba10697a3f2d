/** @file Operators that look at one element at a time, of one tensor or of two that lie on the same cells. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import { describe, isVector } from "../graph/value.ts";
import type { Layout } from "../geometry/layout.ts";
import { only, sameAxis } from "../geometry/layout.ts";
import type { TensorProto } from "../onnx/model.ts";
import { floatAttribute, intAttribute } from "../onnx/node.ts";
import { dimensions, elementCount } from "../onnx/tensor.ts";
import { numbersOf } from "../onnx/tensor-values.ts";
import { elementTypes, typeName } from "../onnx/element-types.ts";
import { unfold } from "./channels.ts";
import { addPerChannel, perChannel } from "./per-channel.ts";
import { alignCells } from "./align-cells.ts";
import type { RuleTable } from "./rule-table.ts";
import { sharing } from "./rule-table.ts";

/** Activations: the same function of each number, with the node's attributes. */
const activation: Rule = (context) => {
  const input = context.need(0);
  context.needFloat(input);
  context.copy([input.name]);
  context.result(input.value);
};

/** Identity and, at inference, Dropout. */
const identity: Rule = (context) => {
  const { name, value } = context.need(0);
  context.alias(name, value);
};

const dropout: Rule = (context) => {
  if (context.hasInput(2) && Number(numbersOf(context.needConstant(2, "training mode"))[0]) !== 0)
    context.refuse(said("operators.training-mode-where-draws"));
  identity(context);
};

const cast: Rule = (context) => {
  castTo(context, intAttribute(context.node, "to", 0));
};

const castLike: Rule = (context) => {
  castTo(context, context.constant(1)?.dataType ?? context.need(1).value.type);
};

function castTo(context: Context, type: number): void {
  const { name, value } = context.need(0);
  if (type === value.type) {
    context.alias(name, value);
    return;
  }
  context.emit("Cast", [name], { to: type });
  context.result({ ...value, type });
}

/** Limits came as attributes before operator set 11. */
const clip: Rule = (context) => {
  const input = context.need(0);
  context.needFloat(input);
  const limit = (index: number, attribute: string, fallback: number): string => {
    const tensor = context.hasInput(index) ? context.needConstant(index, attribute) : undefined;
    if (tensor && elementCount(dimensions(tensor)) !== 1)
      context.refuse(said("operators.no-single-number", { attribute }));
    const value = tensor
      ? Number(numbersOf(tensor)[0])
      : floatAttribute(context.node, attribute, fallback);
    return Number.isFinite(value) && Math.abs(value) < 3e38
      ? context.addConstant(attribute, [], [value], input.value.type)
      : "";
  };
  context.emit("Clip", [input.name, limit(1, "min", -Infinity), limit(2, "max", Infinity)]);
  context.result(input.value);
};

/** The slope is a number per channel, or one for all. */
const prelu: Rule = (context) => {
  const given = context.need(0);
  context.needFloat(given);
  const { operand, values } = perChannel(context, given, context.needConstant(1, "slope"));
  const { name, value } = operand;
  const slope = context.addConstant("slope", [values.length, 1, 1], values, value.type);
  context.emit("PRelu", [name, slope]);
  context.result(value);
  context.layer({
    operator: "PRelu",
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    pads: [0, 0, 0, 0],
    ceil: false,
    output: value,
    parameters: values.length,
    flopsPerCell: value.channels,
  });
};

/** Operators whose result says yes or no. */
const comparisons = new Set([
  "Greater",
  "GreaterOrEqual",
  "Less",
  "LessOrEqual",
  "Equal",
  "And",
  "Or",
  "Xor",
  "Not",
]);

/** Add, Sub, Mul, Div, Pow, Min, Max, Sum, Mean, comparisons and Where: on tensors that share their cells, and constants. */
const arithmetic: Rule = (context) => {
  const { node } = context;
  const constants = node.input.map((_, index) => context.constant(index));
  const tensors = constants.flatMap((constant, index) => (constant ? [] : [context.need(index)]));
  if (tensors.length === 0) return context.refuse(said("operators.no-operand"));
  const met = alignCells(context, alike(context, tensors));
  const [first] = met;
  if (!first) return;
  const values = met.map(({ value }) => value);
  const merged = values.slice(1).reduce((a, b) => mergedValue(context, a, b), first.value);
  const result = constants.reduce<Merged>(
    (state, constant, index) => withConstant(context, state, constant, index),
    { names: met.map(({ name }) => name), input: [], value: merged },
  );
  context.emit(node.opType, result.input);
  const type = comparisons.has(node.opType)
    ? elementTypes.bool
    : typeOfResult(context, values, constants);
  context.result({ ...result.value, type });
};

/** A flattened window that meets a vector of the same window is made one, too. */
function alike(context: Context, tensors: readonly Operand[]): readonly Operand[] {
  const flattened = ({ value }: Operand): boolean => value.layout.length === 2 && !isVector(value);
  if (!tensors.some(flattened) || !tensors.some(({ value }) => isVector(value))) return tensors;
  return tensors.map((tensor) => (flattened(tensor) ? unfold(context, tensor) : tensor));
}

/** `names` of the tensors that are still to come, `input` of the node so far. */
interface Merged {
  readonly names: readonly string[];
  readonly input: readonly string[];
  readonly value: Value;
}

function withConstant(
  context: Context,
  { names, input, value }: Merged,
  constant: TensorProto | undefined,
  index: number,
): Merged {
  const [next = "", ...rest] = names;
  if (!constant) return { names: rest, input: [...input, next], value };
  const before = { name: names.at(-1) ?? input.at(-1) ?? "", value };
  const { operand, values } = perChannel(context, before, constant);
  const name = addPerChannel(context, `constant${index}`, values, constant.dataType);
  if (operand.value === value) return { names, input: [...input, name], value };
  if (names.length + input.length > 1)
    context.refuse(said("operators.constant-tells-elements-window"));
  // The one tensor there is was unfolded, be it before the constant or behind it.
  return names.length === 1
    ? { names: [operand.name], input: [name], value: operand.value }
    : { names: [], input: [operand.name, name], value: operand.value };
}

function typeOfResult(
  context: Context,
  values: readonly Value[],
  constants: readonly (TensorProto | undefined)[],
): number {
  const types = [
    ...constants.flatMap((constant) => (constant ? [constant.dataType] : [])),
    ...values.map(({ type }) => type),
  ];
  // Where begins with its condition; the exponent of Pow may be of another type.
  if (context.node.opType === "Where") return types.find((type) => type !== elementTypes.bool) ?? 0;
  const [type = 0] = values.map((value) => value.type);
  if (context.node.opType !== "Pow" && types.some((other) => other !== type))
    context.refuse(said("operators.operands-different-types", { types: types.map(typeName) }));
  return type;
}

/** What two tensors give element by element, broadcast over the channels where one has a single one. */
const mergedValue = (context: Context, a: Value, b: Value): Value => ({
  ...a,
  channels: Math.max(a.channels, b.channels),
  layout:
    mergedLayout(a, b) ??
    context.refuse(said("operators.do-lie-axis-axis", { a: describe(a), b: describe(b) })),
});

/** Axes counted from the last one, as NumPy does; undefined where they mean different things. */
function mergedLayout(a: Value, b: Value): Layout | undefined {
  const rank = Math.max(a.layout.length, b.layout.length);
  const at = ({ layout }: Value, index: number) => layout[index - rank + layout.length] ?? [];
  const axes: Layout[number][] = [];
  for (let index = 0; index < rank; index++) {
    const [one, two] = [at(a, index), at(b, index)];
    const spreads = (few: Value, axis: Layout[number], other: Layout[number]): boolean =>
      axis.length === 0 && (only(other, "N") || (only(other, "C") && few.channels === 1));
    if (sameAxis(one, two) || spreads(b, two, one)) axes.push(one);
    else if (spreads(a, one, two)) axes.push(two);
    else return undefined;
  }
  return axes;
}

export const pointwise: RuleTable = [
  ...sharing(
    "Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus",
    activation,
  ),
  ...sharing("Softsign ThresholdedRelu Gelu Mish Swish Erf Exp Log Sqrt Reciprocal", activation),
  ...sharing("Neg Abs Sign Floor Ceil Round Sin Cos Tan Atan Shrink", activation),
  ["Clip", clip],
  ["PRelu", prelu],
  ["Identity", identity],
  ["Dropout", dropout],
  ["Cast", cast],
  ["CastLike", castLike],
  ...sharing("Add Sub Mul Div Pow Min Max Sum Mean Where", arithmetic),
  ...sharing("Greater GreaterOrEqual Less LessOrEqual Equal And Or Xor Not", arithmetic),
];
