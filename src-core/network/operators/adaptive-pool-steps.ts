/** @file Steps that mix places that were picked: what each makes of the axes of their tensors. See [Note: places that are picked]. */
import type { Context } from "../graph/rule-context.ts";
import { positive } from "../folding/rule.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { dimensions } from "../onnx/tensor.ts";
import type { AxisKind, PickedPlaces } from "../graph/picked-places.ts";

export type Picked = readonly (PickedPlaces | undefined)[];

/** Kinds of the result's axes; undefined where the step mixes more than places. */
type Step = (
  context: Context,
  picked: PickedPlaces,
  all: Picked,
) => readonly AxisKind[] | undefined;

const same: Step = (_, { kinds }) => kinds;

const axesAt = (context: Context, index: number, rank: number): number[] => {
  const tensor = context.constant(index);
  const given = tensor
    ? Array.from(fromTensor(tensor).values)
    : intsAttribute(context.node, "axes", []);
  return given.map((axis) => positive(axis, rank));
};

const allPlaces = (kinds: readonly AxisKind[], axes: readonly number[]): boolean =>
  axes.length > 0 && axes.every((axis) => kinds[axis] === "P");

/** Where puts zeros, and nothing else, in place of elements. */
const masked: Step = (context, { kinds }, all) => {
  const constant = context.constant(all[1] ? 2 : 1);
  const zero = constant && Array.from(fromTensor(constant).values).every((value) => value === 0);
  return zero && context.constant(0) ? kinds : undefined;
};

const reduced: Step = (context, { kinds }) => {
  const axes = axesAt(context, 1, kinds.length);
  if (!allPlaces(kinds, axes)) return undefined;
  return intAttribute(context.node, "keepdims", 1) === 1
    ? kinds
    : kinds.filter((_, axis) => !axes.includes(axis));
};

/** Tensors that were picked, all of them: a constant summand is no share of a place. */
const sum: Step = (_, { kinds }, all) =>
  all.every((other) => other?.kinds.join() === kinds.join()) ? kinds : undefined;

export const steps: Readonly<Record<string, Step>> = {
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
    if (!all[0] || !indices || !allPlaces(kinds, [axis])) return undefined;
    const list = fromTensor(indices).shape.map((): AxisKind => "P");
    return [...kinds.slice(0, axis), ...list, ...kinds.slice(axis + 1)];
  },
  GatherND: (context, { kinds }, all) => {
    const shape = context.constant(1) && dimensions(context.needConstant(1, "indices"));
    const count = shape?.at(-1) ?? 0;
    const axes = Array.from({ length: count }, (_, axis) => axis);
    const single = intAttribute(context.node, "batch_dims", 0) === 0 && all[0];
    if (!shape || !single || !allPlaces(kinds, axes)) return undefined;
    return [...shape.slice(0, -1).map((): AxisKind => "P"), ...kinds.slice(count)];
  },
  Concat: (context, { kinds }, all) => {
    const axis = positive(intAttribute(context.node, "axis", 0), kinds.length);
    return allPlaces(kinds, [axis]) ? sum(context, { kinds } as PickedPlaces, all) : undefined;
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
    return allPlaces(kinds, axes) ? kinds.filter((_, axis) => !axes.includes(axis)) : undefined;
  },
};
