/** @file What single rows of a convolution's matrix look like, laid out as pictures of the input. */
import type { ConvolutionToDense } from "../../../src-core/equivalence/convolution-to-dense.ts";
import { weightIndices } from "../../../src-core/equivalence/convolution-matrix.ts";
import type { VolumeShape } from "../../../src-core/equivalence/volumes.ts";
import { inRows, letters } from "./matrix-picture.ts";

/** Wider or higher ones fill the terminal. */
const LONGEST = 16;

/** Nonzeros per output pixel, and beside it two neighbouring rows of the matrix; nothing where it does not fit. */
export function positionPictures(direction: ConvolutionToDense, input: VolumeShape): string[] {
  const { output, kernels } = direction;
  if (Math.max(input.height, input.width) > LONGEST) return [];
  const panels = [{ title: "nonzeros of each row", lines: counts(direction) }];
  const row = Math.floor((output.height - 1) / 2);
  const column = Math.floor((output.width - 1) / 2);
  const channel = kernels.height * kernels.width;
  for (const x of [column, column + 1]) {
    const named = x < output.width && letters(channelOf(direction, input, row, x), channel);
    if (named)
      panels.push({
        title: `row ${row * output.width + x}, pixel (${row}, ${x})`,
        lines: inRows(named, input.width),
      });
  }
  const note =
    panels.length > 1 ? ["  first channel of the rows; equal letters are one weight"] : [];
  return ["", ...sideBySide(panels), ...note];
}

function counts({ output, nonzerosPerRow, histogram }: ConvolutionToDense): string[] {
  const width = String(histogram[0]?.nonzeros ?? 0).length;
  const cells = Array.from(
    nonzerosPerRow.subarray(0, output.height * output.width),
    (nonzeros) => `${String(nonzeros).padStart(width)} `,
  );
  return inRows(cells, output.width);
}

/** The weights' numbers in the row of an output pixel, over the input's first channel. */
function channelOf(
  { matrix, output }: ConvolutionToDense,
  input: VolumeShape,
  row: number,
  column: number,
): Int32Array {
  const from = (row * output.width + column) * matrix.columns;
  return weightIndices(matrix).subarray(from, from + input.height * input.width);
}

function sideBySide(panels: readonly { title: string; lines: string[] }[]): string[] {
  const height = Math.max(...panels.map(({ lines }) => lines.length));
  const columns = panels.map(({ title, lines }) => {
    const width = Math.max(title.length, ...lines.map((line) => line.length)) + 3;
    return [title, ...lines]
      .map((line) => line.padEnd(width))
      .concat(Array.from({ length: height - lines.length }, () => " ".repeat(width)));
  });
  return Array.from({ length: height + 1 }, (_, row) =>
    `  ${columns.map((column) => column[row] ?? "").join("")}`.trimEnd(),
  );
}
