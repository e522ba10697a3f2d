/** @file Constants that are computed from constants: shapes as tracing exporters write them, and prepared weights. */
import type { Context } from "./context.ts";
import type { NodeProto, TensorProto } from "./onnx.ts";
import {
  floatAttribute,
  intAttribute,
  partOfShape,
  intsAttribute,
  tensorAttribute,
} from "./onnx.ts";
import type { Numbers } from "./numbers.ts";
import {
  broadcast,
  fromTensor,
  reduce,
  slices,
  steps,
  take,
  toTensor,
  transpose,
} from "./numbers.ts";
import { elementTypes, sizeOf } from "./tensor.ts";

type Fold = (context: Context, input: readonly Numbers[]) => Numbers;

/** Most elements that may appear out of nothing, as ConstantOfShape and Expand make them. */
const longestNew = 2 ** 22;

/** @throws UnsupportedOperator where no rule computes it */
export function fold(context: Context, inputs: readonly (TensorProto | undefined)[]): TensorProto {
  const rule = folds.get(context.node.opType);
  if (!rule)
    return context.refuse(
      "it computes a constant in a way that is not supported: export with constant folding",
    );
  const numbers = inputs.map((tensor) => (tensor ? fromTensor(tensor) : missing));
  const result = rule(context, numbers);
  const given = numbers.reduce((sum, { values }) => sum + values.length, 0);
  checkLength(context, result.shape, given);
  const { shape, values } = result;
  if (!shape.every((length) => Number.isInteger(length) && length >= 0))
    context.refuse(`it makes a constant of shape [${shape.join(", ")}], which is impossible`);
  if (sizeOf(shape) !== values.length)
    context.refuse(`it makes ${values.length} values for a constant of shape ${shape.join("×")}`);
  context.spend(values.length);
  return toTensor(context.output, result);
}

const missing: Numbers = { type: elementTypes.float32, shape: [0], values: [] };

function checkLength(context: Context, shape: readonly number[], given: number): void {
  const size = sizeOf(shape);
  if (!(size <= longestNew + given))
    context.refuse(`it makes a constant of shape ${shape.join("×")}, which is absurdly large`);
}

const first = (input: readonly Numbers[]): Numbers => input[0] ?? missing;

/** Axes or the like, as an input or, in older operator sets, as an attribute. */
const listed = ({ node }: Context, input: readonly Numbers[], index: number, name: string) => {
  const given = input[index];
  return given && given !== missing ? Array.from(given.values) : intsAttribute(node, name, []);
};

const positive = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const elementwise =
  (compute: (a: number, b: number) => number): Fold =>
  (context, [a = missing, b = missing]) =>
    broadcast(a, b, compute, (shape) => {
      checkLength(context, shape, a.values.length + b.values.length);
    });

const unary =
  (compute: (value: number) => number): Fold =>
  (_, input) => {
    const { type, shape, values } = first(input);
    return { type, shape, values: Array.from(values, compute) };
  };

const integral = ({ type }: Numbers): boolean =>
  type === elementTypes.int64 || type === elementTypes.int32;

const divide: Fold = (context, input) =>
  elementwise((a, b) => (integral(first(input)) ? Math.trunc(a / b) : a / b))(context, input);

const reshape: Fold = (context, input) => {
  const { type, shape, values } = first(input);
  const wanted = Array.from(input[1]?.values ?? []);
  const lengths = wanted.map((length, axis) => (length === 0 ? (shape[axis] ?? 0) : length));
  const known = lengths.reduce((product, length) => (length < 0 ? product : product * length), 1);
  const full = lengths.map((length) => (length < 0 ? values.length / known : length));
  if (sizeOf(full) !== values.length)
    context.refuse(`shape [${wanted.join(", ")}] does not hold ${values.length} values`);
  return { type, shape: full, values };
};

const squeeze: Fold = (context, input) => {
  const { type, shape, values } = first(input);
  const axes = listed(context, input, 1, "axes").map((axis) => positive(axis, shape.length));
  const stays = (length: number, axis: number): boolean =>
    axes.length === 0 ? length !== 1 : !axes.includes(axis);
  return { type, shape: shape.filter(stays), values };
};

const unsqueeze: Fold = (context, input) => {
  const { type, shape, values } = first(input);
  const axes = listed(context, input, 1, "axes");
  const rank = shape.length + axes.length;
  const result = [...shape];
  const places = axes.map((axis) => positive(axis, rank)).sort((a, b) => a - b);
  for (const place of places) result.splice(place, 0, 1);
  return { type, shape: result, values };
};

const gather: Fold = (context, [data = missing, indices = missing]) => {
  const axis = positive(intAttribute(context.node, "axis", 0), data.shape.length);
  const length = data.shape[axis] ?? 0;
  const wanted = Array.from(indices.values, (index) => positive(index, length));
  if (wanted.some((index) => !(index >= 0 && index < length)))
    context.refuse(`index [${wanted.join(", ")}] lies outside its ${length} values`);
  const shape = [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)];
  checkLength(context, shape, data.values.length);
  return { ...take(data, axis, wanted), shape };
};

const slice: Fold = (context, input) => {
  let data = first(input);
  for (const { axis, start, end, step } of slices(context.node, input, data.shape))
    data = take(data, axis, steps(start, end, step));
  return data;
};

const concat: Fold = (context, input) => {
  const { type, shape } = first(input);
  const axis = positive(intAttribute(context.node, "axis", 0), shape.length);
  const outer = sizeOf(shape.slice(0, axis));
  const values: number[] = [];
  for (let row = 0; row < outer; row++)
    for (const part of input) {
      const run = part.values.length / outer;
      for (let i = 0; i < run; i++) values.push(part.values[row * run + i] ?? NaN);
    }
  const length = input.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const result = shape.map((old, index) => (index === axis ? length : old));
  if (sizeOf(result) !== values.length) context.refuse("its parts do not fit together");
  return { type, shape: result, values };
};

const filled: Fold = ({ node, refuse }, input) => {
  const shape = Array.from(first(input).values);
  const size = sizeOf(shape);
  if (!(size >= 0 && size <= longestNew)) return refuse(`shape ${shape.join("×")} is absurd`);
  const value = tensorAttribute(node, "value");
  const { type, values } = value ? fromTensor(value) : { ...missing, values: [0] };
  return { type, shape, values: Array.from({ length: size }, () => values[0] ?? 0) };
};

const expand: Fold = (context, [data = missing, shape = missing]) => {
  const lengths = Array.from(shape.values);
  checkLength(context, lengths, data.values.length);
  const size = sizeOf(lengths);
  if (!(size >= 0)) return context.refuse(`shape [${lengths.join(", ")}] is impossible`);
  const ones = { type: data.type, shape: lengths, values: new Uint8Array(size) };
  return broadcast(data, ones, (a) => a);
};

const range: Fold = (context, [start = missing, limit = missing, delta = missing]) => {
  const [from = NaN, to = NaN, by = NaN] = [start, limit, delta].map(
    ({ values }) => values[0] ?? NaN,
  );
  const count = Math.max(Math.ceil((to - from) / by), 0);
  if (!(count <= longestNew)) return context.refuse(`a range of ${count} values is absurd`);
  return {
    type: start.type,
    shape: [count],
    values: Array.from({ length: count }, (_, i) => from + i * by),
  };
};

/** Scale and zero point of one element, or of one slice along `axis`. */
const dequantize: Fold = ({ node, refuse }, [data = missing, scale = missing, zero = missing]) => {
  const axis = positive(intAttribute(node, "axis", 1), data.shape.length);
  const many = scale.values.length > 1;
  if (scale.shape.length > 1)
    return refuse("its scales are given in blocks, which is not supported");
  if (many && scale.values.length !== data.shape[axis])
    return refuse(`it has ${scale.values.length} scales for ${data.shape[axis] ?? 0} slices`);
  const inner = sizeOf(data.shape.slice(axis + 1));
  const values = Float32Array.from(data.values, (value, index) => {
    const slice = many ? Math.floor(index / inner) % scale.values.length : 0;
    return Math.fround((value - (zero.values[slice] ?? 0)) * (scale.values[slice] ?? NaN));
  });
  return { type: scale.type, shape: data.shape, values };
};

const reduction =
  (start: number, combine: (sum: number, value: number) => number, mean = false): Fold =>
  (context, input) => {
    const data = first(input);
    const axes = listed(context, input, 1, "axes").map((axis) => positive(axis, data.shape.length));
    if (axes.length === 0 && intAttribute(context.node, "noop_with_empty_axes", 0) === 1)
      return data;
    const keep = intAttribute(context.node, "keepdims", 1) === 1;
    return reduce(data, axes.length > 0 ? axes : data.shape.map((_, axis) => axis), {
      start,
      combine,
      keep,
      mean,
    });
  };

const cast: Fold = ({ node }, input) => {
  return casted(first(input), intAttribute(node, "to", elementTypes.float32));
};

function casted({ shape, values }: Numbers, type: number): Numbers {
  const { float32, float16, float64, bool } = elementTypes;
  if ([float32, float16, float64].includes(type)) return { type, shape, values };
  const whole = type === bool ? (value: number) => (value === 0 ? 0 : 1) : Math.trunc;
  return { type, shape, values: Array.from(values, (value) => whole(value)) };
}

const compare =
  (holds: (a: number, b: number) => boolean): Fold =>
  (context, input) => ({
    ...elementwise((a, b) => (holds(a, b) ? 1 : 0))(context, input),
    type: elementTypes.bool,
  });

/** Limits came as attributes before operator set 11. */
const clip: Fold = ({ node }, [data = missing, low = missing, high = missing]) => {
  const least = low.values[0] ?? floatAttribute(node, "min", -Infinity);
  const most = high.values[0] ?? floatAttribute(node, "max", Infinity);
  return {
    ...data,
    values: Array.from(data.values, (value) => Math.min(Math.max(value, least), most)),
  };
};

const where: Fold = (context, [condition = missing, a = missing, b = missing]) => {
  const chosen = elementwise((yes, value) => (yes === 0 ? NaN : value))(context, [condition, a]);
  const other = elementwise((yes, value) => (yes === 0 ? value : NaN))(context, [condition, b]);
  const joined = elementwise((one, two) => (Number.isNaN(one) ? two : one))(context, [
    chosen,
    other,
  ]);
  return { ...joined, type: a.type };
};

const root =
  (sum: Fold): Fold =>
  (context, input) => {
    const result = sum(context, input);
    return { ...result, values: Array.from(result.values, Math.sqrt) };
  };

const same: Fold = (_, input) => first(input);

const folds: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ["Identity", same],
  ["Cast", cast],
  ["Shape", ({ node }, input) => integers(partOfShape(node, first(input).shape))],
  ["Size", (_, input) => ({ ...integers([first(input).values.length]), shape: [] })],
  ["Reshape", reshape],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Transpose", ({ node }, input) => transposed(node, first(input))],
  ["Gather", gather],
  ["Slice", slice],
  ["Concat", concat],
  ["ConstantOfShape", filled],
  ["Expand", expand],
  ["Range", range],
  ["DequantizeLinear", dequantize],
  ["CastLike", (_, [data = missing, like = missing]) => casted(data, like.type)],
  ["Add", elementwise((a, b) => a + b)],
  ["Sub", elementwise((a, b) => a - b)],
  ["Mul", elementwise((a, b) => a * b)],
  ["Div", divide],
  ["Mod", elementwise((a, b) => ((a % b) + b) % b)],
  ["Pow", elementwise((a, b) => a ** b)],
  ["Min", elementwise(Math.min)],
  ["Max", elementwise(Math.max)],
  ["Neg", unary((value) => -value)],
  ["Floor", unary(Math.floor)],
  ["Ceil", unary(Math.ceil)],
  ["Sqrt", unary(Math.sqrt)],
  ["Exp", unary(Math.exp)],
  ["Log", unary(Math.log)],
  ["Reciprocal", unary((value) => 1 / value)],
  ["Abs", unary(Math.abs)],
  ["Not", unary((value) => (value === 0 ? 1 : 0))],
  ["Clip", clip],
  ["Where", where],
  ["Equal", compare((a, b) => a === b)],
  ["Greater", compare((a, b) => a > b)],
  ["GreaterOrEqual", compare((a, b) => a >= b)],
  ["Less", compare((a, b) => a < b)],
  ["LessOrEqual", compare((a, b) => a <= b)],
  ["And", compare((a, b) => a !== 0 && b !== 0)],
  ["Or", compare((a, b) => a !== 0 || b !== 0)],
  ["ReduceProd", reduction(1, (product, value) => product * value)],
  ["ReduceSum", reduction(0, (sum, value) => sum + value)],
  ["ReduceMean", reduction(0, (sum, value) => sum + value, true)],
  ["ReduceL1", reduction(0, (sum, value) => sum + Math.abs(value))],
  ["ReduceL2", root(reduction(0, (sum, value) => sum + value * value))],
  ["ReduceSumSquare", reduction(0, (sum, value) => sum + value * value)],
  ["ReduceMax", reduction(-Infinity, Math.max)],
  ["ReduceMin", reduction(Infinity, Math.min)],
]);

const integers = (values: readonly number[]): Numbers => ({
  type: elementTypes.int64,
  shape: [values.length],
  values,
});

function transposed(node: NodeProto, data: Numbers): Numbers {
  const reversed = data.shape.map((_, axis) => data.shape.length - 1 - axis);
  return transpose(data, intsAttribute(node, "perm", reversed));
}
