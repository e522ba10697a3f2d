/** @file Axes of a constant in another order. */

/**
 * `result[i, j, …]` is `values` at the index whose axis `order[0]` is i, axis `order[1]` is j, and so on:
 * NumPy's `transpose`. Both are row-major; the result has shape `order.map((axis) => shape[axis])`.
 */
export function permute(
  values: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, length) => product * length, 1),
  );
  const result = new Float32Array(values.length);
  let next = 0;
  const fill = (depth: number, from: number): void => {
    const axis = order[depth] ?? 0;
    const stride = strides[axis] ?? 1;
    const length = shape[axis] ?? 1;
    const innermost = depth === order.length - 1;
    for (let index = 0, at = from; index < length; index++, at += stride)
      if (innermost) result[next++] = values[at] ?? 0;
      else fill(depth + 1, at);
  };
  if (order.length === 0) return values.slice();
  fill(0, 0);
  return result;
}
