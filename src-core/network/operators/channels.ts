/** @file Operators on the channel axis alone: Concat, Split, Slice, Gather, and channels in another order. */
import type { Context, Operand, Rule } from "../context.ts";
import { plainSlide, slideOver } from "../geometry.ts";
import type { Axis } from "../layout.ts";
import { arranged, elementOrder, lengthOf, natural, only, sameAxis, unfolded } from "../layout.ts";
import type { Numbers } from "../numbers.ts";
import { fromTensor, slices, steps } from "../numbers.ts";
import { intAttribute, intsAttribute } from "../onnx.ts";
import type { Value } from "../value.ts";
import { describe, isChannelsLast, isImage, isVector } from "../value.ts";
import { crop } from "./crop.ts";
import { meet } from "./meet.ts";

/** Picks channels, in the order of `wanted`. */
export function pick(
  context: Context,
  { name, value }: Operand,
  wanted: readonly number[],
): Operand {
  const indices = context.integers("channels", wanted);
  const picked = context.step("Gather", "picked", [name, indices], { axis: 1 });
  return { name: picked, value: { ...value, channels: wanted.length } };
}

/** The image with its channels as the original has them on its axis. */
export function inOrder(context: Context, operand: Operand): Operand {
  const { layout } = operand.value;
  const axis = layout.find((factors) => factors.some(({ letter }) => letter === "C")) ?? [];
  const order = channelsOf(operand.value, axis);
  const { name, value } = pick(context, operand, order);
  const settled: Axis = [{ letter: "C", size: order.length, stride: 1 }];
  return { name, value: { ...value, layout: layout.map((own) => (own === axis ? settled : own)) } };
}

/** Channel at each element of an axis that is made of channels alone. */
export const channelsOf = (value: Value, axis: Axis): number[] =>
  Array.from(elementOrder(axis, { ...value, height: 1, width: 1 }));

/**
 * Every element of the window as a channel of its own, in CHW order, by one convolution with h·w kernels per channel that
 * each pick one element: what a flattened tensor needs when its elements are treated one by one before a dense layer.
 */
export function unfold(context: Context, operand: Operand): Operand {
  const { value, name } = operand;
  const { channels, height, width, layout, type } = value;
  if (isVector(value)) return operand;
  context.needFloat(operand);
  const taps = height * width;
  if (channels * taps * taps > 2 ** 26)
    context.refuse(
      `its input has ${channels}×${height}×${width} elements, too many to be told apart`,
    );
  const kernels = new Float32Array(channels * taps * taps);
  for (let row = 0; row < channels * taps; row++) kernels[row * taps + (row % taps)] = 1;
  const weights = context.add("unfold", [channels * taps, 1, height, width], kernels, type);
  const { dense } = context.state;
  const dilations = dense ? [value.vertical.spread, value.horizontal.spread] : [1, 1];
  const unfoldedName = context.step("Conv", "unfolded", [name, weights], {
    ...{ kernel_shape: [height, width], group: channels, dilations },
  });
  const output: Value = {
    ...{ type, channels: channels * taps, height: 1, width: 1 },
    layout: unfolded(layout, value),
    vertical: slideOver(value.vertical, plainSlide(height), dense),
    horizontal: slideOver(value.horizontal, plainSlide(width), dense),
  };
  context.layer({
    ...{ operator: "Conv", was: "unfolding", kernel: [height, width], stride: [1, 1], output },
    ...{ dilation: [dilations[0] ?? 1, dilations[1] ?? 1], pads: [0, 0, 0, 0], ceil: false },
    ...{ parameters: 0, flopsPerCell: 2 * channels * taps * taps },
  });
  return { name: unfoldedName, value: output };
}

/** Whether `axis` of the layout holds all channels and nothing else. */
export function isChannelAxis(value: Value, axis: number): boolean {
  const factors = value.layout[axis];
  if (!factors || !only(factors, "C") || lengthOf(factors) !== value.channels) return false;
  if (factors.length > 0) return true;
  // One channel leaves no trace: then the other axes have to say which one it is.
  if (value.layout.length === 4)
    return isImage(value) ? axis === 1 : isChannelsLast(value) && axis === 3;
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
    context.refuse(`its axis ${axis} is not there: its input has ${rank} axes`);
  return axis < 0 ? axis + rank : axis;
}

export const concat: Rule = (context) => {
  const constant = context.node.input.findIndex((_, index) => context.constant(index));
  if (constant >= 0)
    context.refuse(
      "it joins a constant to what is computed from the image (a class token, coordinates of the places): on a whole image each window would need that constant at its own place",
    );
  const given = context.node.input.map((_, index) => context.need(index));
  const axis = axisOf(context, context.need(0).value, 1);
  const stacked = given.every(({ value }) => (value.layout[axis] ?? []).length === 0);
  const parts =
    stacked && !given.every(({ value }) => isChannelAxis(value, axis))
      ? given
      : given.map((part) => channelsOn(context, part, axis));
  const [first] = parts;
  if (!first) return;
  const { value } = first;
  const odd = parts.find(
    (part) =>
      part.value.type !== value.type ||
      part.value.layout.length !== value.layout.length ||
      !part.value.layout.every(
        (own, i) => (i === axis && !stacked) || sameAxis(own, value.layout[i] ?? []),
      ),
  );
  if (odd)
    context.refuse(
      `${describe(value)} and ${describe(odd.value)} do not lie side by side on axis ${axis}`,
    );
  const together = meet(context, parts);
  const channels = parts.reduce((sum, part) => sum + part.value.channels, 0);
  context.emit(
    "Concat",
    together.map(({ name }) => name),
    { axis: 1 },
  );
  const joined = { ...value, ...together[0]?.value, channels };
  // Stacked on an axis of their own, the parts are the outer factor of the channels.
  const outer: Axis = [{ letter: "C", size: parts.length, stride: value.channels }];
  context.result(
    stacked
      ? { ...joined, layout: value.layout.map((own, i) => (i === axis ? outer : own)) }
      : withChannels(joined, axis, channels),
  );
};

/** The operand with its channels, in their order, on `axis`. */
export function channelsOn(context: Context, given: Operand, axis: number): Operand {
  const part = only(given.value.layout[axis] ?? [], "C") ? given : unfold(context, given);
  if (!isChannelAxis(part.value, axis))
    context.refuse(
      `its axis ${axis} is not the channels of ${describe(part.value)}; joined along rows or columns, a window's parts would not be where its neighbours expect them`,
    );
  const settled = natural(part.value.layout[axis] ?? [], part.value.channels);
  return settled ? part : inOrder(context, part);
}

/** Channels of output `index`: those at `places` of the axis, or the same part of rows or columns. */
function part(context: Context, axis: number, places: readonly number[], index: number): void {
  const given = context.need(0);
  const factors = given.value.layout[axis] ?? [];
  const spatial = factors.length === 1 && (only(factors, "H") || only(factors, "W"));
  if (spatial) {
    crop(context, given, axis, places, index);
    return;
  }
  const operand = only(factors, "C") ? given : unfold(context, given);
  if (!isChannelAxis(operand.value, axis))
    context.refuse(
      `its axis ${axis} of ${describe(operand.value)} is neither the channels nor the rows or columns`,
    );
  if (places.length === 0) context.refuse("it leaves nothing");
  const order = channelsOf(operand.value, operand.value.layout[axis] ?? []);
  const wanted = places.map((place) => order[place] ?? 0);
  const { name, value } = pick(context, operand, wanted);
  context.alias(name, withChannels(value, axis, wanted.length), index);
}

export const split: Rule = (context) => {
  const { value } = context.need(0);
  const { node } = context;
  const axis = axisOf(context, value, 0);
  const length = lengthOf(value.layout[axis] ?? []);
  const given = context.given(1)
    ? Array.from(fromTensor(context.needConstant(1, "split")).values)
    : [...intsAttribute(node, "split", [])];
  const each = Math.ceil(length / node.output.length);
  const lengths =
    given.length > 0 ? given : node.output.map((_, index) => Math.min(each, length - index * each));
  const total = lengths.reduce((sum, next) => sum + next, 0);
  if (total !== length || lengths.length !== node.output.length || lengths.some((next) => next < 1))
    context.refuse(`its parts of ${lengths.join(", ")} do not make up ${length}`);
  let start = 0;
  for (const [index, next] of lengths.entries()) {
    part(context, axis, steps(start, start + next, 1), index);
    start += next;
  }
};

export const slice: Rule = (context) => {
  const { value } = context.need(0);
  const inputs = context.node.input.map((_, index) => {
    const tensor =
      index === 0 || !context.given(index) ? undefined : context.needConstant(index, "range");
    return tensor && fromTensor(tensor);
  });
  const cuts = slices(context.node, inputs, value.layout.map(lengthOf)).filter(
    ({ axis, start, end, step }) =>
      !(start === 0 && step === 1 && end === lengthOf(value.layout[axis] ?? [])),
  );
  const [cut, ...more] = cuts;
  if (more.length > 0) {
    sliceInTurn(context, cuts);
    return;
  }
  if (!cut) {
    const { name } = context.need(0);
    context.alias(name, value);
    return;
  }
  part(context, cut.axis, steps(cut.start, cut.end, cut.step), 0);
};

/** Several axes at once are one after the other. */
function sliceInTurn(
  context: Context,
  cuts: readonly { axis: number; start: number; end: number; step: number }[],
): void {
  const { node, state } = context;
  const [source = ""] = node.input;
  const given = context.need(0);
  for (const { axis, start, end, step } of cuts) {
    part(context, axis, steps(start, end, step), 0);
    const value = state.values.get(context.output);
    const name = state.names.get(context.output) ?? context.output;
    if (value) state.values.set(source, value);
    state.names.set(source, name);
  }
  state.values.set(source, given.value);
  state.names.set(source, given.name);
}

/** One index, or a list of them, along the channels; of rows and columns, one. */
export const gather: Rule = (context) => {
  gatherOn(
    context,
    axisOf(context, context.need(0).value, 0),
    fromTensor(context.needConstant(1, "indices")),
  );
};

/** GatherND with one index each is Gather on the first axis. */
export const gatherNd: Rule = (context) => {
  const { type, shape, values } = fromTensor(context.needConstant(1, "indices"));
  if (shape.length !== 2 || shape[1] !== 1 || intAttribute(context.node, "batch_dims", 0) !== 0)
    context.refuse(
      `its indices of shape ${shape.join("×")} pick single elements, which is not supported`,
    );
  gatherOn(context, 0, { type, shape: [values.length], values });
};

function gatherOn(context: Context, axis: number, indices: Numbers): void {
  const { value } = context.need(0);
  const length = lengthOf(value.layout[axis] ?? []);
  const places = Array.from(indices.values, (place) => (place < 0 ? place + length : place));
  if (places.some((place) => !(place >= 0 && place < length)) || indices.shape.length > 1)
    context.refuse(
      `its indices [${places.slice(0, 8).join(", ")}${places.length > 8 ? ", …" : ""}] are not a list of places in ${length}`,
    );
  if (length === 1 && places.length === 1) {
    const { name } = context.need(0);
    context.alias(name, value);
  } else part(context, axis, places, 0);
  if (indices.shape.length > 0) return;
  const picked = context.state.values.get(context.output);
  if (picked)
    context.result({ ...picked, layout: picked.layout.filter((_, index) => index !== axis) });
}
