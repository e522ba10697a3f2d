/** @file Channels, wherever the original has them: picked, put in order, told apart. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import { describe, isChannelsLast, isImage, isTransposed, isVector } from "../graph/value.ts";
import { plainSlide, slideOver } from "../geometry/axis.ts";
import type { Axis } from "../geometry/layout.ts";
import { arranged, elementOrder, lengthOf, natural, only, unfolded } from "../geometry/layout.ts";
import { intAttribute, makeNode } from "../onnx/node.ts";

/** Picks channels, in the order of `wanted`. */
export function pickChannels(
  context: Context,
  { name, value }: Operand,
  wanted: readonly number[],
): Operand {
  context.spend(wanted.length);
  const indices = context.addIntegers("channels", wanted);
  const picked = context.step("Gather", "picked", [name, indices], { axis: 1 });
  return { name: picked, value: { ...value, channels: wanted.length } };
}

/** The image with its channels as the original has them on its axis. */
export function channelsInOrder(context: Context, operand: Operand): Operand {
  const { layout } = operand.value;
  const axis = layout.find((factors) => factors.some(({ letter }) => letter === "C")) ?? [];
  const order = channelsOf(operand.value, axis);
  const { name, value } = pickChannels(context, operand, order);
  const settled: Axis = [{ letter: "C", size: order.length, stride: 1 }];
  return { name, value: { ...value, layout: layout.map((own) => (own === axis ? settled : own)) } };
}

/** A Split asks for the same axis once for each of its outputs, which may be thousands. */
const orders = new WeakMap<Axis, readonly number[]>();

/** Channel at each element of an axis that is made of channels alone. */
export function channelsOf(value: Value, axis: Axis): readonly number[] {
  const order =
    orders.get(axis) ?? Array.from(elementOrder(axis, { ...value, height: 1, width: 1 }));
  orders.set(axis, order);
  return order;
}

/**
 * Every element of the window as a channel of its own, in CHW order, by one convolution with h·w kernels per channel that
 * each pick one element: what a flattened tensor needs when its elements are treated one by one before a dense layer.
 */
export function unfold(context: Context, operand: Operand): Operand {
  const { value } = operand;
  const { channels, height, width, layout } = value;
  if (isVector(value)) return operand;
  context.needFloat(operand);
  const taps = height * width;
  if (channels * taps * taps > 2 ** 26)
    context.refuse(said("operators.input-elements-too-many", { channels, height, width }));
  const kernels = new Float32Array(channels * taps * taps);
  for (let row = 0; row < channels * taps; row++) kernels[row * taps + (row % taps)] = 1;
  const result = context.freshName("unfolded");
  const output = overWindowApart(context, operand, kernels, {
    result,
    label: context.label,
    was: "unfolding",
  });
  return { name: result, value: { ...output, layout: unfolded(layout, value) } };
}

/**
 * Writes the convolution that makes several numbers of each channel's places in the window: as large as the window's map,
 * every channel for itself.
 * @param kernels channels × numbers × height × width
 * @returns its result, whose layout is the caller's to say
 */
export function overWindowApart(
  context: Context,
  { name, value }: Operand,
  kernels: Float32Array,
  { result, label, was }: { readonly result: string; readonly label: string; readonly was: string },
): Value {
  const { channels, height, width, type } = value;
  const made = kernels.length / (height * width);
  const weights = context.addConstant("places", [made, 1, height, width], kernels, type);
  const { aTrous } = context.state;
  const [down, right] = aTrous ? [value.vertical.dilation, value.horizontal.dilation] : [1, 1];
  const attributes = {
    kernel_shape: [height, width],
    group: channels,
    dilations: [down, right],
  };
  context.write([makeNode("Conv", result, [name, weights], [result], attributes)]);
  const output: Value = {
    ...value,
    channels: made,
    height: 1,
    width: 1,
    vertical: slideOver(value.vertical, plainSlide(height), aTrous),
    horizontal: slideOver(value.horizontal, plainSlide(width), aTrous),
  };
  context.state.layers.push({
    name: label,
    operator: "Conv",
    was,
    kernel: [height, width],
    stride: [1, 1],
    output,
    dilation: [down, right],
    pads: [0, 0, 0, 0],
    ceil: false,
    parameters: 0,
    flopsPerCell: 2 * kernels.length,
  });
  return output;
}

/** Whether `axis` of the layout holds all channels and nothing else. */
export function isChannelAxis(value: Value, axis: number): boolean {
  const factors = value.layout[axis];
  if (!factors || !only(factors, "C") || lengthOf(factors) !== value.channels) return false;
  if (factors.length > 0) return true;
  // One channel leaves no trace: then the other axes have to say which one it is.
  if (value.layout.length === 4)
    return isImage(value) || isTransposed(value) ? axis === 1 : isChannelsLast(value) && axis === 3;
  return value.layout.length === 2 && isVector(value) && axis === 1;
}

/** The layout with another number of channels, in their natural order, on `axis`. */
export const withChannels = (value: Value, axis: number, channels: number): Value => {
  const [factors = []] = arranged("C", { ...value, channels });
  const layout = value.layout.map((own, index) => (index === axis ? factors : own));
  return { ...value, channels, layout };
};

export function axisOf(context: Context, value: Value, fallback: number, name = "axis"): number {
  const axis = intAttribute(context.node, name, fallback);
  const rank = value.layout.length;
  if (axis < -rank || axis >= rank)
    context.refuse(said("operators.axis-there-input-axes", { axis, rank }));
  return axis < 0 ? axis + rank : axis;
}

/** The operand with its channels, in their order, on `axis`. */
export function channelsOn(context: Context, given: Operand, axis: number): Operand {
  const part = only(given.value.layout[axis] ?? [], "C") ? given : unfold(context, given);
  if (!isChannelAxis(part.value, axis))
    context.refuse(
      said("operators.axis-channels-joined-along", { axis, value: describe(part.value) }),
    );
  const settled = natural(part.value.layout[axis] ?? [], part.value.channels);
  return settled ? part : channelsInOrder(context, part);
}
