/** @file A convolution as the sparse matrix of a dense layer, and which weight each of its entries is. */
import type { VolumeShape } from "./volumes.ts";
import { volumeLength } from "./volumes.ts";
import type { Padding } from "./padding.ts";
import { outputLength, tapsAlong } from "./padding.ts";

/**
 * Compressed sparse rows. Entries `rowStart[r]` to below `rowStart[r + 1]` are those of row r, in ascending columns; entry i
 * stands in `column[i]` and is number `weight[i]` of the kernels' values. Entries of the same number are tied.
 */
export interface TiedMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly rowStart: Uint32Array;
  readonly column: Uint32Array;
  readonly weight: Uint32Array;
}

export interface ConvolutionShape {
  readonly input: VolumeShape;
  readonly kernel: { readonly height: number; readonly width: number };
  readonly filters: number;
  readonly padding: Padding;
}

export function convolutionOutput({
  input,
  kernel,
  filters,
  padding,
}: ConvolutionShape): VolumeShape {
  return {
    height: outputLength(input.height, kernel.height, padding),
    width: outputLength(input.width, kernel.width, padding),
    channels: filters,
  };
}

/**
 * The matrix of a convolution with stride 1: (filters · output height · output width) × (channels · height · width), rows
 * and columns in the order of the flattened volumes.
 * Source: Dumoulin & Visin 2016, section 4.1; LeCun et al. 1989 (weight sharing as constraint on a dense layer).
 */
export function convolutionMatrix(shape: ConvolutionShape): TiedMatrix {
  const { input, kernel, filters, padding } = shape;
  const output = convolutionOutput(shape);
  const down = tapsAlong(input.height, kernel.height, padding);
  const across = tapsAlong(input.width, kernel.width, padding);
  const nonzeros = filters * input.channels * down.flat().length * across.flat().length;
  const [rows, columns] = [volumeLength(output), volumeLength(input)];
  const rowStart = new Uint32Array(rows + 1);
  const [column, weight] = [new Uint32Array(nonzeros), new Uint32Array(nonzeros)];
  let [row, entry] = [0, 0];
  for (let filter = 0; filter < filters; filter++)
    for (const vertical of down)
      for (const horizontal of across) {
        for (let channel = 0; channel < input.channels; channel++)
          for (const y of vertical)
            for (const x of horizontal) {
              const plane = filter * input.channels + channel;
              column[entry] = (channel * input.height + y.pixel) * input.width + x.pixel;
              weight[entry++] = (plane * kernel.height + y.tap) * kernel.width + x.tap;
            }
        rowStart[++row] = entry;
      }
  return { rows, columns, rowStart, column, weight };
}

/** All entries, rows × columns: the number of the weight, or −1 for the zeros that no weight stands for. */
export function weightIndices({ rows, columns, rowStart, column, weight }: TiedMatrix): Int32Array {
  const all = new Int32Array(rows * columns).fill(-1);
  for (let row = 0; row < rows; row++)
    for (let entry = rowStart[row] ?? 0; entry < (rowStart[row + 1] ?? 0); entry++)
      all[row * columns + (column[entry] ?? 0)] = weight[entry] ?? -1;
  return all;
}

/** The dense layer's matrix, rows × columns, zeros written out. */
export function fillIn(matrix: TiedMatrix, weights: Float32Array): Float32Array {
  return Float32Array.from(weightIndices(matrix), (index) => weights[index] ?? 0);
}

/** Nonzero weights of each row. */
export function nonzerosPerRow({ rows, rowStart }: TiedMatrix): Uint32Array {
  return Uint32Array.from(
    { length: rows },
    (_, row) => (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0),
  );
}
