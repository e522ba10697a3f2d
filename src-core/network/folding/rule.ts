/** @file What a rule for constants is, and the little that all of them need. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { NdArray } from "../ndarray/ndarray.ts";
import { intsAttribute } from "../onnx/node.ts";
import { elementCount } from "../onnx/tensor.ts";
import { elementTypes } from "../onnx/element-types.ts";

export type Fold = (context: Context, input: readonly NdArray[]) => NdArray;

/** Most elements that may appear out of nothing, as ConstantOfShape and Expand make them. */
export const longestNew = 2 ** 22;

/** An optional input that is not given. */
export const missing: NdArray = { type: elementTypes.float32, shape: [0], values: [] };

export const first = (input: readonly NdArray[]): NdArray => input[0] ?? missing;

/**
 * What is asked before a constant is made.
 * @param given elements that were there before
 * @throws UnsupportedOperator where it is absurdly large, or more than all constants together may still be
 */
export function checkLength(context: Context, shape: readonly number[], given: number): void {
  const size = elementCount(shape);
  if (!(size <= longestNew + given))
    context.refuse(said("operators.makes-constant-shape-which-2", { shape: shape.join("×") }));
  context.afford(size);
}

/** Axes or the like, as an input or, in older operator sets, as an attribute. */
export function listed(
  { node }: Context,
  input: readonly NdArray[],
  index: number,
  name: string,
): readonly number[] {
  const given = input[index];
  return given && given !== missing ? Array.from(given.values) : intsAttribute(node, name, []);
}

export const positive = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
