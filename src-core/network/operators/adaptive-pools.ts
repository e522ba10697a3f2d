/** @file The steps that pick and mix places: see [Note: places that are picked]. */
import type { Context } from "../graph/context.ts";
import { folds } from "../folding/index.ts";
import type { Fold } from "../folding/rule.ts";
import { missing, positive } from "../folding/rule.ts";
import type { Axis, Layout } from "../geometry/layout.ts";
import { lengthOf, only } from "../geometry/layout.ts";
import type { Numbers } from "../ndarray/ndarray.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { dimensions, sizeOf } from "../onnx/tensor.ts";
import { elementTypes } from "../onnx/element-types.ts";
import type { Kind, PickedPlaces } from "../graph/picked-places.ts";
import type { Value } from "../graph/value.ts";
import { describe, inChannelOrder } from "../graph/value.ts";
import { overWindowApart } from "./channels.ts";

/** Shares of places in elements: a thousand places for as many elements are still computed in a moment. */
const mostShares = 2 ** 22;

/** Follows the node where it picks places of a map, or goes on with what was picked. @returns whether it does */
export function followPlaces(context: Context): boolean {
  const picked = context.node.input.map((name) => context.state.picked.get(name));
  const result = picked.some(Boolean) ? goneOn(context, picked) : begun(context);
  if (!result || sizeOf(result.shares[0]?.shape ?? []) * result.shares.length > mostShares)
    return false;
  context.pick({ ...result, settle });
  return true;
}

/** GatherND with a row and a column for each element, or Gather from rows and columns that lie on one axis. */
function begun(context: Context): PickedPlaces | undefined {
  const { node } = context;
  const value = context.value(0);
  const tensor = context.constant(1);
  if (!value || !tensor || !["GatherND", "Gather"].includes(node.opType)) return undefined;
  const indices = fromTensor(tensor);
  const first =
    node.opType === "Gather" ? positive(intAttribute(node, "axis", 0), value.layout.length) : 0;
  const count = node.opType === "Gather" ? 1 : (indices.shape.at(-1) ?? 0);
  if (intAttribute(node, "batch_dims", 0) !== 0) return undefined;
  const axes = value.layout.slice(first, first + count);
  const letters = axes
    .flat()
    .map(({ letter }) => letter)
    .sort()
    .join("");
  const kinds = value.layout.map(kindOf);
  const kept = kinds.filter((_, axis) => axis < first || axis >= first + count);
  if (letters !== "HW" || !kept.every(Boolean) || !inChannelOrder(value)) return undefined;
  const list = node.opType === "Gather" ? indices.shape : indices.shape.slice(0, -1);
  const places = placesOf(context, axes, indices, count, value);
  const shape = [...Array<number>(first).fill(1), ...list, ...kept.slice(first).map(() => 1)];
  const { height, width } = value;
  if (height * width * places.length > mostShares) return undefined;
  const shares = Array.from({ length: height * width }, (_, place): Numbers => ({
    type: elementTypes.float32,
    shape,
    values: places.map((own) => (own === place ? 1 : 0)),
  }));
  const source = context.need(0);
  const picked = list.map((): Kind => "P");
  const all = [...kept.slice(0, first), ...picked, ...kept.slice(first)].map((kind) => kind ?? "P");
  return { source, kinds: all, shares, label: context.label };
}

/** Undefined where it holds some of the places. */
function kindOf(axis: Axis, _index: number, layout: Layout): Kind | undefined {
  if (axis.some(({ letter }) => letter === "N"))
    return only(axis, "N") || axis.length === 1 ? "N" : undefined;
  if (axis.length > 0) return only(axis, "C") && axis.length === 1 ? "C" : undefined;
  // One channel leaves no trace: the axis of length 1 is its, where there is one alone.
  const bare = layout.filter((other) => other.length === 0).length;
  const told = layout.some((other) => other.some(({ letter }) => letter === "C"));
  return bare === 1 && !told ? "C" : "P";
}

/** Place of the map, row by row, of each element. @throws UnsupportedOperator for one that is not there */
function placesOf(
  context: Context,
  axes: Layout,
  { values }: Numbers,
  count: number,
  { width }: { readonly width: number },
): number[] {
  const lengths = axes.map(lengthOf);
  return Array.from({ length: values.length / count }, (_, element) => {
    let place = 0;
    for (const [axis, factors] of axes.entries()) {
      const length = lengths[axis] ?? 0;
      const index = positive(values[element * count + axis] ?? NaN, length);
      if (!(index >= 0 && index < length))
        context.refuse(`its index ${index} lies outside of ${length} places`);
      let rest = index;
      for (const { letter, size } of factors.toReversed()) {
        place += (rest % size) * (letter === "H" ? width : 1);
        rest = Math.floor(rest / size);
      }
    }
    return place;
  });
}

type Picked = readonly (PickedPlaces | undefined)[];

/** Kinds of the result's axes; undefined where the step mixes more than places. */
type Step = (context: Context, picked: PickedPlaces, all: Picked) => readonly Kind[] | undefined;

const same: Step = (_, { kinds }) => kinds;

const axesAt = (context: Context, index: number, rank: number): number[] => {
  const tensor = context.constant(index);
  const given = tensor
    ? Array.from(fromTensor(tensor).values)
    : intsAttribute(context.node, "axes", []);
  return given.map((axis) => positive(axis, rank));
};

const places = (kinds: readonly Kind[], axes: readonly number[]): boolean =>
  axes.length > 0 && axes.every((axis) => kinds[axis] === "P");

/** Where puts zeros, and nothing else, in place of elements. */
const masked: Step = (context, { kinds }, all) => {
  const constant = context.constant(all[1] ? 2 : 1);
  const zero = constant && Array.from(fromTensor(constant).values).every((value) => value === 0);
  return zero && context.constant(0) ? kinds : undefined;
};

const reduced: Step = (context, { kinds }) => {
  const axes = axesAt(context, 1, kinds.length);
  if (!places(kinds, axes)) return undefined;
  return intAttribute(context.node, "keepdims", 1) === 1
    ? kinds
    : kinds.filter((_, axis) => !axes.includes(axis));
};

/** Tensors that were picked, all of them: a constant summand is no share of a place. */
const sum: Step = (_, { kinds }, all) =>
  all.every((other) => other?.kinds.join() === kinds.join()) ? kinds : undefined;

const steps: Readonly<Record<string, Step>> = {
  Identity: same,
  Where: masked,
  ReduceMean: reduced,
  ReduceSum: reduced,
  Add: sum,
  Sub: sum,
  Sum: sum,
  Mul: same,
  Div: (_, { kinds }, all) => (all[0] ? kinds : undefined),
  Neg: same,
  Transpose: ({ node }, { kinds }) => {
    const reversed = kinds.map((_, axis) => kinds.length - 1 - axis);
    return intsAttribute(node, "perm", reversed).flatMap((axis) => kinds[axis] ?? []);
  },
  Gather: (context, { kinds }, all) => {
    const axis = positive(intAttribute(context.node, "axis", 0), kinds.length);
    const indices = context.constant(1);
    if (!all[0] || !indices || !places(kinds, [axis])) return undefined;
    const list = fromTensor(indices).shape.map((): Kind => "P");
    return [...kinds.slice(0, axis), ...list, ...kinds.slice(axis + 1)];
  },
  GatherND: (context, { kinds }, all) => {
    const shape = context.constant(1) && dimensions(context.needConstant(1, "indices"));
    const count = shape?.at(-1) ?? 0;
    const axes = Array.from({ length: count }, (_, axis) => axis);
    const single = intAttribute(context.node, "batch_dims", 0) === 0 && all[0];
    if (!shape || !single || !places(kinds, axes)) return undefined;
    return [...shape.slice(0, -1).map((): Kind => "P"), ...kinds.slice(count)];
  },
  Concat: (context, { kinds }, all) => {
    const axis = positive(intAttribute(context.node, "axis", 0), kinds.length);
    return places(kinds, [axis]) ? sum(context, { kinds } as PickedPlaces, all) : undefined;
  },
  Unsqueeze: (context, { kinds }) => {
    const given = axesAt(context, 1, 0);
    const rank = kinds.length + given.length;
    const result = [...kinds];
    for (const axis of given.map((each) => positive(each, rank)).sort((a, b) => a - b))
      result.splice(axis, 0, "P");
    return result;
  },
  Squeeze: (context, { kinds }) => {
    const axes = axesAt(context, 1, kinds.length);
    return places(kinds, axes) ? kinds.filter((_, axis) => !axes.includes(axis)) : undefined;
  },
};

/** GatherND of constants, which nothing else folds. */
const gatherNd: Fold = (context, [data = missing, indices = missing]) => {
  const count = indices.shape.at(-1) ?? 0;
  const inner = sizeOf(data.shape.slice(count));
  const rows = Array.from({ length: indices.values.length / count }, (_, row) => {
    let place = 0;
    for (const [axis, length] of data.shape.slice(0, count).entries()) {
      const index = positive(indices.values[row * count + axis] ?? NaN, length);
      if (!(index >= 0 && index < length))
        context.refuse(`its index ${index} lies outside of ${length} places`);
      place = place * length + index;
    }
    return Array.from({ length: inner }, (_each, i) => data.values[place * inner + i] ?? NaN);
  });
  const shape = [...indices.shape.slice(0, -1), ...data.shape.slice(count)];
  return { type: data.type, shape, values: rows.flat() };
};

/** The step on the shares of each place, which are constants as any. */
function goneOn(context: Context, all: Picked): PickedPlaces | undefined {
  const { node } = context;
  const picked = all.find((each) => each !== undefined);
  const fold = node.opType === "GatherND" ? gatherNd : folds.get(node.opType);
  const several = all.filter(Boolean).length > 1;
  if (!picked || !fold || (several && node.opType === "Mul")) return undefined;
  const kinds = steps[node.opType]?.(context, picked, all);
  const whole = node.input.every(
    (name, index) => name === "" || (all[index] ?? context.constant(index)) !== undefined,
  );
  if (!kinds || !whole || all.some((each) => each && each.source.name !== picked.source.name))
    return undefined;
  const constants = node.input.map((_, index) => {
    const tensor = context.constant(index);
    return tensor ? fromTensor(tensor) : missing;
  });
  const shares = picked.shares.map((_, place) =>
    fold(
      context,
      constants.map((constant, index) => all[index]?.shares[place] ?? constant),
    ),
  );
  // A constant that tells channels apart is no step on places alone.
  const shape = shares[0]?.shape ?? [];
  const alike =
    shape.length === kinds.length &&
    shape.every((length, axis) => kinds[axis] === "P" || length === 1);
  return alike ? { ...picked, kinds, shares, label: context.label } : undefined;
}

/**
 * Writes what was picked as one convolution as large as the map, with a kernel for each element of each channel, under the
 * name that it has in the original.
 * @throws UnsupportedOperator where these are too many
 */
function settle(context: Context, name: string, picked: PickedPlaces): Value {
  const { source, kinds, shares, label } = picked;
  const { value } = source;
  const lengths = shares[0]?.shape ?? [];
  const elements = sizeOf(lengths);
  const { channels, height, width } = value;
  context.needFloat(source);
  const taps = height * width;
  if (channels * elements * taps > 2 ** 26)
    context.refuse(
      `${elements} elements of each of the ${channels} channels of ${describe(value)} are picked before it, which is too many`,
    );
  const kernels = new Float32Array(channels * elements * taps);
  for (let row = 0; row < channels * elements; row++)
    for (const [place, { values }] of shares.entries())
      kernels[row * taps + place] = values[row % elements] ?? NaN;
  const way = { result: name, label, was: "picked places" };
  const output = overWindowApart(context, source, kernels, way);
  let stride = elements;
  const layout = kinds.map((kind, axis): Axis => {
    if (kind === "N")
      return value.layout.find((own) => own.some(({ letter }) => letter === "N")) ?? [];
    if (kind === "C")
      return channels === 1 ? [] : [{ letter: "C", size: channels, stride: elements }];
    const size = lengths[axis] ?? 1;
    stride /= size;
    return size === 1 ? [] : [{ letter: "C", size, stride }];
  });
  return { ...output, layout };
}
