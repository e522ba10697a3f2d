/** @file Arrays broadcast, transposed, indexed and reduced. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../onnx/errors.ts";
import { elementCount } from "../onnx/tensor.ts";
import type { NdArray } from "./ndarray.ts";

/** Steps from one element to the next along each axis. */
function stridesOf(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  return strides;
}

/** Calls `visit` with the source of each element when the axes of `shape` are walked with other strides. */
function walkWith(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (index: number, ...sources: number[]) => void,
): void {
  const size = elementCount(shape);
  const place = shape.map(() => 0);
  const sources = strides.map(() => 0);
  for (let index = 0; index < size; index++) {
    visit(index, ...sources);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (place[axis] ?? 0) + 1;
      const wraps = next === shape[axis];
      const moved = wraps ? 1 - next : 1;
      for (const [which, stride] of strides.entries())
        sources[which] = (sources[which] ?? 0) + moved * (stride[axis] ?? 0);
      place[axis] = wraps ? 0 : next;
      if (!wraps) break;
    }
  }
}

/** @throws InvalidModel where the shapes do not broadcast @param check is told the result's shape before it is made */
export function broadcast(
  a: NdArray,
  b: NdArray,
  compute: (a: number, b: number) => number,
  check: (shape: readonly number[]) => void = () => undefined,
): NdArray {
  const rank = Math.max(a.shape.length, b.shape.length);
  const lengths = ({ shape }: NdArray): number[] => [
    ...Array.from({ length: rank - shape.length }, () => 1),
    ...shape,
  ];
  const [left, right] = [lengths(a), lengths(b)];
  const shape = left.map((length, axis) => {
    const other = right[axis] ?? 1;
    if (length !== other && length !== 1 && other !== 1)
      throw new InvalidModel(
        said("network.constants-shapes-do-broadcast", {
          shape: a.shape.join("×"),
          shape2: b.shape.join("×"),
        }),
      );
    return length === 1 ? other : length;
  });
  check(shape);
  const still = (own: number[]): number[] =>
    stridesOf(own).map((stride, axis) => (own[axis] === 1 ? 0 : stride));
  const values = new Float64Array(elementCount(shape));
  walkWith(shape, [still(left), still(right)], (index, from = 0, other = 0) => {
    values[index] = compute(a.values[from] ?? NaN, b.values[other] ?? NaN);
  });
  return { type: a.type, shape, values };
}

/** @throws InvalidModel when `perm` is no permutation of the axes */
export function transpose({ type, shape, values }: NdArray, perm: readonly number[]): NdArray {
  checkPermutation(perm, shape.length);
  const strides = stridesOf(shape);
  const result = perm.map((axis) => shape[axis] ?? 0);
  const moved = new Float64Array(values.length);
  walkWith(result, [perm.map((axis) => strides[axis] ?? 0)], (index, from = 0) => {
    moved[index] = values[from] ?? NaN;
  });
  return { type, shape: result, values: moved };
}

export function checkPermutation(perm: readonly number[], rank: number): void {
  const sorted = [...perm].sort((a, b) => a - b);
  if (sorted.length !== rank || sorted.some((axis, index) => axis !== index))
    throw new InvalidModel(said("network.no-order-axes", { perm, rank }));
}

/** The slices `indices` along one axis. */
export function take(
  { type, shape, values }: NdArray,
  axis: number,
  indices: readonly number[],
): NdArray {
  const inner = elementCount(shape.slice(axis + 1));
  const outer = elementCount(shape.slice(0, axis));
  const length = shape[axis] ?? 1;
  const taken = new Float64Array(outer * indices.length * inner);
  let target = 0;
  for (let row = 0; row < outer; row++)
    for (const index of indices)
      for (let i = 0; i < inner; i++)
        taken[target++] = values[(row * length + index) * inner + i] ?? NaN;
  const result = shape.map((old, which) => (which === axis ? indices.length : old));
  return { type, shape: result, values: taken };
}

export interface Reduction {
  readonly start: number;
  readonly combine: (sum: number, value: number) => number;
  readonly keep: boolean;
  readonly mean: boolean;
}

export function reduce(
  { type, shape, values }: NdArray,
  axes: readonly number[],
  { start, combine, keep, mean }: Reduction,
): NdArray {
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const result = new Float64Array(elementCount(kept)).fill(start);
  const still = stridesOf(kept).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
  walkWith(shape, [still], (index, target = 0) => {
    result[target] = combine(result[target] ?? NaN, values[index] ?? NaN);
  });
  const share = mean ? result.length / values.length : 1;
  return {
    type,
    shape: keep ? kept : kept.filter((_, axis) => !axes.includes(axis)),
    values: result.map((value) => value * share),
  };
}
