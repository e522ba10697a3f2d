/** @file Arithmetic on constants. */
import { said } from "../../messages/said.ts";
import type { NdArray } from "../ndarray/ndarray.ts";
import { broadcast, reduce } from "../ndarray/arithmetic.ts";
import { floatAttribute, intAttribute } from "../onnx/node.ts";
import { elementCount } from "../onnx/tensor.ts";
import { elementTypes } from "../onnx/element-types.ts";
import type { Fold } from "./rule.ts";
import { checkLength, first, listed, missing, positive } from "./rule.ts";

export const elementwise =
  (compute: (a: number, b: number) => number): Fold =>
  (context, [a = missing, b = missing]) =>
    broadcast(a, b, compute, (shape) => {
      checkLength(context, shape, a.values.length + b.values.length);
    });

/** The same over any number of operands, as Min, Max and Sum have them. */
export const variadic =
  (compute: (a: number, b: number) => number): Fold =>
  (context, [head = missing, ...rest]) =>
    rest.reduce((sum, next) => elementwise(compute)(context, [sum, next]), head);

/** The remainder has the divisor's sign, or with `fmod` the dividend's. */
export const modulo: Fold = (context, input) => {
  const like = intAttribute(context.node, "fmod", 0) === 1;
  return elementwise((a, b) => (like ? a % b : ((a % b) + b) % b))(context, input);
};

export const unary =
  (compute: (value: number) => number): Fold =>
  (_, input) => {
    const { type, shape, values } = first(input);
    return { type, shape, values: Float64Array.from(values, compute) };
  };

export const integral = ({ type }: NdArray): boolean =>
  type === elementTypes.int64 || type === elementTypes.int32;

export const divide: Fold = (context, input) =>
  elementwise((a, b) => (integral(first(input)) ? Math.trunc(a / b) : a / b))(context, input);

/** Scale and zero point of one element, or of one slice along `axis`. */
export const dequantize: Fold = (
  { node, refuse },
  [data = missing, scale = missing, zero = missing],
) => {
  const axis = positive(intAttribute(node, "axis", 1), data.shape.length);
  const many = scale.values.length > 1;
  if (scale.shape.length > 1) return refuse(said("operators.scales-given-blocks-which"));
  if (many && scale.values.length !== data.shape[axis])
    return refuse(
      said("operators.scales-slices", {
        values: scale.values.length,
        shape: data.shape[axis] ?? 0,
      }),
    );
  const inner = elementCount(data.shape.slice(axis + 1));
  const values = Float32Array.from(data.values, (value, index) => {
    const slice = many ? Math.floor(index / inner) % scale.values.length : 0;
    return Math.fround((value - (zero.values[slice] ?? 0)) * (scale.values[slice] ?? NaN));
  });
  return { type: scale.type, shape: data.shape, values };
};

export const reduction =
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

export const cast: Fold = ({ node }, input) => {
  return casted(first(input), intAttribute(node, "to", elementTypes.float32));
};

export function casted({ shape, values }: NdArray, type: number): NdArray {
  const { float32, float16, float64, bool } = elementTypes;
  if ([float32, float16, float64].includes(type)) return { type, shape, values };
  const whole = type === bool ? (value: number) => (value === 0 ? 0 : 1) : Math.trunc;
  return { type, shape, values: Float64Array.from(values, (value) => whole(value)) };
}

export const compare =
  (holds: (a: number, b: number) => boolean): Fold =>
  (context, input) => ({
    ...elementwise((a, b) => (holds(a, b) ? 1 : 0))(context, input),
    type: elementTypes.bool,
  });

/** Limits came as attributes before operator set 11. */
export const clip: Fold = ({ node }, [data = missing, low = missing, high = missing]) => {
  const least = low.values[0] ?? floatAttribute(node, "min", -Infinity);
  const most = high.values[0] ?? floatAttribute(node, "max", Infinity);
  const { type, shape, values } = data;
  const limited = Float64Array.from(values, (value) => Math.min(Math.max(value, least), most));
  return { type, shape, values: limited };
};

export const where: Fold = (context, [condition = missing, a = missing, b = missing]) => {
  const chosen = elementwise((yes, value) => (yes === 0 ? NaN : value))(context, [condition, a]);
  const other = elementwise((yes, value) => (yes === 0 ? value : NaN))(context, [condition, b]);
  const joined = elementwise((one, two) => (Number.isNaN(one) ? two : one))(context, [
    chosen,
    other,
  ]);
  return { ...joined, type: a.type };
};

export const root =
  (sum: Fold): Fold =>
  (context, input) => {
    const result = sum(context, input);
    return {
      type: result.type,
      shape: result.shape,
      values: Float64Array.from(result.values, Math.sqrt),
    };
  };
