/** @file What Slice cuts of an array's axes. */
import { said } from "../../messages/said.ts";
import type { NodeProto } from "../onnx/model.ts";
import { intsAttribute } from "../onnx/node.ts";
import { InvalidModel } from "../onnx/errors.ts";
import type { NdArray } from "./ndarray.ts";

export interface AxisSlice {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * What a Slice node cuts, with starts and ends inside the axis.
 * @throws InvalidModel for a step of 0 and for axes that are not there
 */
export function axisSlices(
  node: NodeProto,
  input: readonly (NdArray | undefined)[],
  shape: readonly number[],
): AxisSlice[] {
  const listed = (index: number, name: string): number[] =>
    input[index] && input[index].values.length > 0
      ? Array.from(input[index].values)
      : [...intsAttribute(node, name, [])];
  const [starts, ends, axes] = [listed(1, "starts"), listed(2, "ends"), listed(3, "axes")];
  const given = listed(4, "steps");
  return starts.map((from, index) => {
    const named = axes[index] ?? index;
    const axis = named < 0 ? named + shape.length : named;
    const length = shape[axis];
    const step = given[index] ?? 1;
    if (length === undefined || step === 0)
      throw new InvalidModel(said("network.slice-axis-step-impossible", { named, step }));
    const inside = (place: number): number => {
      const counted = place < 0 ? place + length : place;
      return Math.min(Math.max(counted, step < 0 ? -1 : 0), step < 0 ? length - 1 : length);
    };
    return { axis, start: inside(from), end: inside(ends[index] ?? length), step };
  });
}

export function arange(start: number, end: number, step: number): number[] {
  const count = Math.max(Math.ceil((end - start) / step), 0);
  return Array.from({ length: count }, (_, i) => start + i * step);
}
