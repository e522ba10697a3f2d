import type { ExplanationDocument } from "../contract/explanation.ts";
import type { ConvolutionToDense } from "./convolution-to-dense.ts";
import type { DenseToConvolution } from "./dense-to-convolution.ts";
import type { Explanation } from "./explain.ts";
import type { VolumeShape } from "./volumes.ts";
import { groupedDigits } from "./limits.ts";

/** Entries up to which a matrix is in the document: a few hundred kilobytes of text. */
export const MATRIX_LIMIT = 40_000;

/** An explanation as JSON: lists in place of typed arrays, and large matrices left out with the reason. */
export function toDocument(explanation: Explanation): ExplanationDocument {
  return {
    input: shapeOf(explanation.input),
    order: "channels × height × width",
    seed: explanation.seed,
    matrixLimit: MATRIX_LIMIT,
    denseToConvolution: ofDense(explanation.denseToConvolution),
    convolutionToDense: ofConvolution(explanation.convolutionToDense),
  };
}

function ofDense(direction: DenseToConvolution): ExplanationDocument["denseToConvolution"] {
  const { kernels, ...told } = direction;
  const [rows, columns] = [told.units, told.entries / told.units];
  const small = told.entries <= MATRIX_LIMIT;
  return {
    ...told,
    kernels: { ...shapeOf(kernels), filters: kernels.filters },
    matrix: small ? { rows, columns, values: short(kernels.values) } : null,
    matrixLeftOut: small ? null : leftOut(told.entries),
  };
}

function ofConvolution(direction: ConvolutionToDense): ExplanationDocument["convolutionToDense"] {
  const { kernels, matrix, nonzerosPerRow, histogram, ...told } = direction;
  const { rows, columns } = matrix;
  const { height, width } = told.output;
  const small = told.entries <= MATRIX_LIMIT;
  const lists = {
    rowStart: [...matrix.rowStart],
    column: [...matrix.column],
    weight: [...matrix.weight],
  };
  return {
    ...told,
    kernels: {
      ...shapeOf(kernels),
      filters: kernels.filters,
      values: kernels.values.length <= MATRIX_LIMIT ? short(kernels.values) : null,
    },
    nonzerosPerRow: Array.from({ length: height }, (_, row) => [
      ...nonzerosPerRow.subarray(row * width, (row + 1) * width),
    ]),
    histogram: [...histogram],
    matrix: small ? { rows, columns, ...lists } : null,
    matrixLeftOut: small ? null : leftOut(told.entries),
  };
}

const shapeOf = ({ height, width, channels }: VolumeShape): VolumeShape => ({
  height,
  width,
  channels,
});

/** Nine digits are all that a float32 has. */
const short = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(9)));

const leftOut = (entries: number): string =>
  `${groupedDigits(entries)} entries are more than ${groupedDigits(MATRIX_LIMIT)}: choose a smaller input`;
