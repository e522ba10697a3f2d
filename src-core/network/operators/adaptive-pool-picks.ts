/** @file How places of a map are picked: GatherND, or Gather on an axis of rows and columns. See [Note: places that are picked]. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import { positive } from "../folding/rule.ts";
import type { Axis, Layout } from "../geometry/layout.ts";
import { lengthOf, only } from "../geometry/layout.ts";
import type { NdArray } from "../ndarray/ndarray.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { intAttribute } from "../onnx/node.ts";
import { elementTypes } from "../onnx/element-types.ts";
import type { AxisKind, PickedPlaces } from "../graph/picked-places.ts";
import { inChannelOrder } from "../graph/value.ts";

/** Shares of places in elements: a thousand places for as many elements are still computed in a moment. */
export const mostShares = 2 ** 22;

/** GatherND with a row and a column for each element, or Gather from rows and columns that lie on one axis. */
export function pickedBy(context: Context): PickedPlaces | undefined {
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
  const shares = Array.from({ length: height * width }, (_, place): NdArray => ({
    type: elementTypes.float32,
    shape,
    values: places.map((own) => (own === place ? 1 : 0)),
  }));
  const source = context.need(0);
  const picked = list.map((): AxisKind => "P");
  const all = [...kept.slice(0, first), ...picked, ...kept.slice(first)].map((kind) => kind ?? "P");
  return { source, kinds: all, shares, label: context.label };
}

/** Undefined where it holds some of the places. */
function kindOf(axis: Axis, _index: number, layout: Layout): AxisKind | undefined {
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
  { values }: NdArray,
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
        context.refuse(said("operators.index-lies-outside-places", { index, length }));
      let rest = index;
      for (const { letter, size } of factors.toReversed()) {
        place += (rest % size) * (letter === "H" ? width : 1);
        rest = Math.floor(rest / size);
      }
    }
    return place;
  });
}
