import type { VolumeShape, Volume } from "./volumes.ts";

/** Partial sums of a row; matrix products on vector units keep as many or more. */
const LANES = 4;

/**
 * A dense layer without bias: matrix (outputs × inputs) times vector (inputs), in float32, zeros included.
 * @throws RangeError when the matrix has no whole number of rows as long as the vector
 */
export function multiply(matrix: Float32Array, vector: Float32Array): Float32Array {
  const columns = vector.length;
  const rows = matrix.length / columns;
  if (!Number.isInteger(rows))
    throw new RangeError(`${matrix.length} entries are no rows of ${columns}`);
  const product = new Float32Array(rows);
  const lanes = new Float32Array(LANES);
  for (let row = 0; row < rows; row++) {
    lanes.fill(0);
    for (let column = 0; column < columns; column++) {
      const entry = matrix[row * columns + column] ?? 0;
      const term = Math.fround(entry * (vector[column] ?? 0));
      lanes[column % LANES] = (lanes[column % LANES] ?? 0) + term;
    }
    product[row] = lanes.reduce((sum, lane) => Math.fround(sum + lane), 0);
  }
  return product;
}

/** The window of `shape` with its top left pixel at (row, column), flattened: what a dense layer is given. */
export function flatWindow(
  image: Volume,
  shape: VolumeShape,
  row: number,
  column: number,
): Float32Array {
  const flat = new Float32Array(shape.channels * shape.height * shape.width);
  let to = 0;
  for (let channel = 0; channel < shape.channels; channel++)
    for (let y = 0; y < shape.height; y++) {
      const from = (channel * image.height + row + y) * image.width + column;
      flat.set(image.values.subarray(from, from + shape.width), to);
      to += shape.width;
    }
  return flat;
}
