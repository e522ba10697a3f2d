/** @file Sparse matrices as text. */
import type { TiedMatrix } from "../../../src-core/equivalence/convolution-matrix.ts";
import { weightIndices } from "../../../src-core/equivalence/convolution-matrix.ts";

const MOST_COLUMNS = 60;
const MOST_LINES = 36;
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The letter of each weight, where there are enough letters; an entry that no weight stands for is a dot. */
export function letters(indices: Int32Array, weights: number): string[] | null {
  if (weights > LETTERS.length) return null;
  return Array.from(indices, (index) => LETTERS[index] ?? "·");
}

export interface MatrixPicture {
  readonly lines: string[];
  /** What a character of it is. */
  readonly legend: string;
}

/** At most 60 columns and 36 lines: every entry as the letter of its weight, or where that does not fit nonzero entries as dots. */
export function matrixPicture(matrix: TiedMatrix, weights: number): MatrixPicture {
  const indices = weightIndices(matrix);
  const { rows, columns } = matrix;
  const named = columns <= MOST_COLUMNS && rows <= MOST_LINES && letters(indices, weights);
  if (named) return { lines: inRows(named, columns), legend: "equal letters are one weight" };
  return dots(matrix);
}

export const inRows = (cells: readonly string[], columns: number): string[] =>
  Array.from({ length: cells.length / columns }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns).join(""),
  );

/** Bits of the dots of a braille character, 2 columns × 4 rows. Source: Unicode, block U+2800. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** A dot is a square of entries that holds a nonzero one. */
function dots({ rows, columns, rowStart, column }: TiedMatrix): MatrixPicture {
  const side = Math.max(1, columns / (2 * MOST_COLUMNS), rows / (4 * MOST_LINES));
  const width = Math.ceil(columns / side / 2);
  const height = Math.ceil(rows / side / 4);
  const patterns = new Uint8Array(width * height);
  for (let row = 0; row < rows; row++)
    for (let entry = rowStart[row] ?? 0; entry < (rowStart[row + 1] ?? 0); entry++) {
      const [y, x] = [Math.floor(row / side), Math.floor((column[entry] ?? 0) / side)];
      const character = Math.floor(y / 4) * width + Math.floor(x / 2);
      patterns[character] = (patterns[character] ?? 0) | (DOTS[y % 4]?.[x % 2] ?? 0);
    }
  const characters = Array.from(patterns, (pattern) => String.fromCodePoint(0x2800 + pattern));
  const of = side === 1 ? "a nonzero entry" : `${side.toFixed(1)} × ${side.toFixed(1)} entries`;
  return { lines: inRows(characters, width), legend: `each dot is ${of}` };
}
