/** @file The second lesson: a convolution written as the matrix of a dense layer. What is counted is counted in that matrix. */
import type { TiedMatrix } from "../../../src-core/equivalence/convolution-matrix.ts";
import type { ConvolutionToDense } from "../../../src-core/equivalence/convolution-to-dense.ts";
import { convolutionToDense } from "../../../src-core/equivalence/convolution-to-dense.ts";
import type { Padding } from "../../../src-core/equivalence/padding.ts";
import type { Volume } from "../../../src-core/equivalence/volumes.ts";
import { randomVolume } from "../../../src-core/equivalence/volumes.ts";
import { randomNumbers } from "../../../src-core/random.ts";

export interface ConvolutionSettings {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Side of the kernel, at most that of the input. */
  readonly kernel: number;
  readonly filters: number;
  readonly padding: Padding;
  readonly seed: number;
}

export interface ConvolutionLesson extends ConvolutionToDense {
  readonly input: Volume;
  /** Different weights among the non-zero entries. */
  readonly distinct: number;
  /** Of the row that has most non-zero entries. */
  readonly mostInRow: number;
}

export function convolutionLesson(settings: ConvolutionSettings): ConvolutionLesson {
  const { height, width, channels, kernel, filters, padding, seed } = settings;
  const random = randomNumbers(seed);
  const input = randomVolume({ height, width, channels }, random);
  const told = convolutionToDense(input, kernel, filters, padding, random);
  return {
    ...told,
    input,
    distinct: new Set(told.matrix.weight).size,
    mostInRow: told.histogram[0]?.nonzeros ?? 0,
  };
}

/** A non-zero entry of the matrix: where it stands, and which of the kernels' values it is. */
export interface Entry {
  readonly row: number;
  readonly column: number;
  readonly weight: number;
}

export function entriesOfRow({ rowStart, column, weight }: TiedMatrix, row: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = rowStart[row] ?? 0; at < (rowStart[row + 1] ?? 0); at++)
    entries.push({ row, column: column[at] ?? 0, weight: weight[at] ?? 0 });
  return entries;
}

/** Every row has each column once at most. */
export function entriesOfColumn(matrix: TiedMatrix, column: number): Entry[] {
  const entries: Entry[] = [];
  for (let row = 0; row < matrix.rows; row++)
    for (let at = matrix.rowStart[row] ?? 0; at < (matrix.rowStart[row + 1] ?? 0); at++)
      if (matrix.column[at] === column)
        entries.push({ row, column, weight: matrix.weight[at] ?? 0 });
  return entries;
}
