/** @file Dense layer ↔ convolution for people, on a terminal. */
import type { ConvolutionToDense } from "../../../src-core/equivalence/convolution-to-dense.ts";
import type { DenseToConvolution } from "../../../src-core/equivalence/dense-to-convolution.ts";
import type { Difference } from "../../../src-core/equivalence/difference.ts";
import type { Explanation } from "../../../src-core/equivalence/explain.ts";
import type { VolumeShape } from "../../../src-core/equivalence/volumes.ts";
import { volumeLength } from "../../../src-core/equivalence/volumes.ts";
import { groupedDigits } from "../../../src-core/equivalence/limits.ts";
import { matrixPicture } from "./matrix-picture.ts";
import { positionPictures } from "./position-pictures.ts";

/** Several lines, without one at the end. */
export function explanationText(explanation: Explanation): string {
  const { input, denseToConvolution, convolutionToDense } = explanation;
  return [...dense(denseToConvolution, input), "", ...convolution(convolutionToDense, input)].join(
    "\n",
  );
}

function dense(direction: DenseToConvolution, input: VolumeShape): string[] {
  const { units, kernels, output, laidOutAs, larger } = direction;
  const { parameters, multiplications } = direction;
  const { layerBeneath: beneath } = larger;
  const side = `${beneath.kernel}×${beneath.kernel}`;
  const laidOut = laidOutAs ? `, laid out as ${told(laidOutAs)}` : "";
  return [
    "DENSE → CONVOLUTION",
    `  ${told(input)} → ${count(units, "unit")} is one convolution: ${count(units, "filter")} of ${told(kernels)}, output ${told(output)}${laidOut}`,
    line(
      "matrix",
      `${groupedDigits(units)} × ${groupedDigits(volumeLength(input))}, no entry zero; row n, read as ${told(kernels)}, is filter n`,
    ),
    line(
      "parameters",
      `${groupedDigits(parameters.dense)} dense, ${groupedDigits(parameters.convolution)} convolution`,
    ),
    line(
      "multiplications",
      `${groupedDigits(multiplications.dense)} dense, ${groupedDigits(multiplications.convolution)} convolution`,
    ),
    line("measured", difference(direction.measured)),
    `  on ${told(larger.image)} the same filters give ${told(larger.output)}: the dense layer on ${groupedDigits(larger.positions)} windows`,
    line(
      "numbers read",
      `${groupedDigits(larger.numbersRead.image)} of the image, ${groupedDigits(larger.numbersRead.windows)} of the windows cut out of it`,
    ),
    line(
      "multiplications",
      `${groupedDigits(larger.multiplications.convolution)}, the windows as many: this layer shares no product`,
    ),
    line(
      "layer beneath",
      `a ${side} filter, unpadded: ${groupedDigits(beneath.shared)} once, ${groupedDigits(beneath.unshared)} in the windows (${(beneath.unshared / beneath.shared).toFixed(1)}×)`,
    ),
    line("measured", difference(larger.measured)),
  ];
}

function convolution(direction: ConvolutionToDense, input: VolumeShape): string[] {
  const { kernels, output, matrix, entries, nonzeros, histogram, padding } = direction;
  const { parameters, multiplications, paddedMultiplications } = direction;
  const share = ((100 * nonzeros) / entries).toFixed(2);
  const most = histogram[0]?.nonzeros ?? 0;
  const perRow = histogram.map(
    (bin) => `${groupedDigits(bin.nonzeros)} in ${count(bin.rows, "row")}`,
  );
  const shown = perRow.length > 6 ? [...perRow.slice(0, 6), "…"] : perRow;
  const picture = matrixPicture(matrix, kernels.values.length);
  const padded =
    paddedMultiplications === nonzeros
      ? ""
      : ` (${groupedDigits(paddedMultiplications)} with those on padding)`;
  return [
    "CONVOLUTION → DENSE",
    `  ${count(kernels.filters, "filter")} of ${told(kernels)}, padding ${padding}, on ${told(input)} → ${told(output)} is one sparse dense layer`,
    line(
      "matrix",
      `${groupedDigits(matrix.rows)} × ${groupedDigits(matrix.columns)} = ${groupedDigits(entries)} entries, ${groupedDigits(nonzeros)} of them nonzero (${share} %), at most ${groupedDigits(most)} of ${groupedDigits(matrix.columns)} in a row`,
    ),
    line("nonzeros", shown.join(", ")),
    line(
      "parameters",
      `${groupedDigits(parameters.dense)} dense, ${groupedDigits(parameters.convolution)} convolution: each weight stands in about ${count(Math.round(nonzeros / parameters.convolution), "row")}`,
    ),
    line(
      "multiplications",
      `${groupedDigits(multiplications.dense)} dense, ${groupedDigits(multiplications.convolution)} convolution${padded}`,
    ),
    line("measured", difference(direction.measured)),
    "",
    `  the matrix, ${picture.legend}`,
    ...picture.lines.map((text) => `  ${text}`),
    ...positionPictures(direction, input),
  ];
}

const line = (name: string, text: string): string => `  ${name.padEnd(17)}${text}`;

const told = ({ height, width, channels }: VolumeShape): string => `${height}×${width}×${channels}`;

const count = (number: number, noun: string): string =>
  `${groupedDigits(number)} ${noun}${number === 1 ? "" : "s"}`;

function difference({ checked, maxAbs, ...apart }: Difference): string {
  const outputs = `${count(checked, "output")} up to ${maxAbs.toFixed(2)}`;
  if (apart.maxAbsDiff === 0) return `no difference in ${outputs}`;
  const [largest, relative, of] = [apart.maxAbsDiff, apart.maxRelDiff, apart.maxRelDiffOf].map(
    (value) => value.toExponential(1),
  );
  return `largest difference ${largest ?? ""} in ${outputs}, relative ${relative ?? ""} at an output of ${of ?? ""}`;
}
