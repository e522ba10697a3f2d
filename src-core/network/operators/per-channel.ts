/** @file Constants that meet a tensor element by element: what each channel gets. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import type { Axis } from "../geometry/layout.ts";
import { lengthOf, only } from "../geometry/layout.ts";
import type { TensorProto } from "../onnx/model.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { dimensions, elementCount } from "../onnx/tensor.ts";
import { describe } from "../graph/value.ts";
import { isChannelAxis, pickChannels, unfold, withChannels } from "./channels.ts";

export interface PerChannel {
  readonly operand: Operand;
  /** One number for all channels, or one for each. */
  readonly values: ArrayLike<number>;
}

/**
 * The constant as one number per channel of the operand, which is unfolded where the constant tells the elements of a
 * flattened window apart.
 * @throws UnsupportedOperator where it tells rows or columns of a map apart
 */
export function perChannel(context: Context, operand: Operand, tensor: TensorProto): PerChannel {
  const own = dimensions(tensor);
  const rank = operand.value.layout.length;
  const extra = own.length - rank;
  if (own.slice(0, Math.max(extra, 0)).some((length) => length !== 1) || extra > 0)
    context.refuse(
      said("operators.constant-shape-more-axes", {
        own: own.join("×"),
        value: describe(operand.value),
      }),
    );
  const { values } = fromTensor(tensor);
  const shape = [...Array.from({ length: rank - own.length }, () => 1), ...own];
  const fits = shape.every(
    (length, axis) => length === 1 || length === lengthOf(operand.value.layout[axis] ?? []),
  );
  if (fits && uniform(values)) return { operand, values: [values[0] ?? NaN] };
  const wide = shape.findIndex((length) => length !== 1);
  if (
    operand.value.channels === 1 &&
    isChannelAxis(operand.value, wide) &&
    elementCount(shape) === shape[wide]
  ) {
    // One channel meets a number for each of many: it is repeated.
    const count = shape[wide] ?? 1;
    const repeated = pickChannels(context, operand, Array<number>(count).fill(0));
    const value = withChannels(repeated.value, wide, count);
    return { operand: { name: repeated.name, value }, values };
  }
  const mixed = operand.value.layout.some(
    (axis, index) => shape[index] !== 1 && !only(axis, "C") && axis.length > 1,
  );
  const told = mixed ? unfold(context, operand) : operand;
  return { operand: told, values: channelValues(context, told.value, shape, values) };
}

function uniform(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return values.length > 0;
}

/** Where on one axis channel `channel` is, by the factors of the axis. */
export const placeOn = (axis: Axis, channel: number): number =>
  axis.reduce((place, { size, stride }) => place * size + (Math.floor(channel / stride) % size), 0);

function channelValues(
  context: Context,
  value: Value,
  shape: readonly number[],
  values: ArrayLike<number>,
): Float64Array {
  for (const [index, axis] of value.layout.entries()) {
    const length = shape[index] ?? 1;
    if (length !== 1 && length !== lengthOf(axis))
      context.refuse(
        said("operators.constant-shape-does-fit", {
          shape: shape.join("×"),
          value: describe(value),
        }),
      );
    if (length !== 1 && !only(axis, "C"))
      context.refuse(said("operators.constant-shape-differs-from", { shape: shape.join("×") }));
  }
  return Float64Array.from({ length: value.channels }, (_, channel) => {
    let place = 0;
    for (const [index, axis] of value.layout.entries()) {
      const length = shape[index] ?? 1;
      place = place * length + (length === 1 ? 0 : placeOn(axis, channel));
    }
    return values[place] ?? NaN;
  });
}

/** Writes the constant so that it meets N×C×H×W. */
export const addPerChannel = (
  context: Context,
  suffix: string,
  values: ArrayLike<number>,
  type: number,
): string =>
  context.addConstant(suffix, values.length === 1 ? [] : [1, values.length, 1, 1], values, type);
