/** @file A convolution is a dense layer most of whose weights are zero, and whose others are tied. */
import type { TiedMatrix } from "./convolution-matrix.ts";
import {
  convolutionMatrix,
  convolutionOutput,
  fillIn,
  nonzerosPerRow,
} from "./convolution-matrix.ts";
import { convolve } from "./convolve.ts";
import type { Costs } from "./costs.ts";
import type { Difference } from "./difference.ts";
import { difference } from "./difference.ts";
import type { Kernels, VolumeShape, Volume } from "./volumes.ts";
import { volumeLength, randomKernels } from "./volumes.ts";
import { multiply } from "./multiply.ts";
import type { Padding } from "./padding.ts";

export interface ConvolutionToDense extends Costs {
  readonly padding: Padding;
  readonly kernels: Kernels;
  readonly output: VolumeShape;
  readonly matrix: TiedMatrix;
  /** Multiplications of the convolution where the padding's zeros are multiplied, too. */
  readonly paddedMultiplications: number;
  /** Of each row: filters × output height × output width. */
  readonly nonzerosPerRow: Uint32Array;
  /** Rows by their nonzeros, most nonzeros first. */
  readonly histogram: readonly { readonly nonzeros: number; readonly rows: number }[];
  readonly measured: Difference;
}

/**
 * A convolution of square kernels at stride 1, without bias, and the dense layer that it is. For the comparison the matrix
 * is written out with all its zeros and multiplied as any dense layer's.
 * Source: LeCun et al. 1989 and 1998 (weight sharing); Dumoulin & Visin 2016, section 4.1.
 * @param side of the kernels, at most that of the input
 */
export function convolutionToDense(
  input: Volume,
  side: number,
  filters: number,
  padding: Padding,
  random: () => number,
): ConvolutionToDense {
  const kernel = { height: side, width: side, channels: input.channels };
  const shape = { input, kernel, filters, padding };
  const kernels = randomKernels(kernel, filters, random);
  const matrix = convolutionMatrix(shape);
  const output = convolutionOutput(shape);
  const entries = matrix.rows * matrix.columns;
  const nonzeros = matrix.weight.length;
  const perRow = nonzerosPerRow(matrix);
  return {
    padding,
    kernels,
    output,
    matrix,
    entries,
    nonzeros,
    parameters: { dense: entries, convolution: kernels.values.length },
    multiplications: { dense: entries, convolution: nonzeros },
    paddedMultiplications: volumeLength(output) * volumeLength(kernel),
    nonzerosPerRow: perRow,
    histogram: histogram(perRow),
    measured: difference(
      multiply(fillIn(matrix, kernels.values), input.values),
      convolve(input, kernels, padding).values,
    ),
  };
}

function histogram(perRow: Uint32Array): { nonzeros: number; rows: number }[] {
  const rows = new Map<number, number>();
  for (const nonzeros of perRow) rows.set(nonzeros, (rows.get(nonzeros) ?? 0) + 1);
  return [...rows]
    .map(([nonzeros, count]) => ({ nonzeros, rows: count }))
    .sort((a, b) => b.nonzeros - a.nonzeros);
}
