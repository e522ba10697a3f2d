/** @file Cells that are spread evenly over a map. */

/** `count` of the indices 0 to `length` − 1 at even distances, the first and the last among them; all where there are fewer. */
export function evenly(length: number, count: number): number[] {
  const wanted = Math.max(1, Math.min(length, count));
  if (wanted === 1) return [Math.floor((length - 1) / 2)];
  return Array.from({ length: wanted }, (_, index) =>
    Math.round((index * (length - 1)) / (wanted - 1)),
  );
}

/** Rows and columns that cross in at most `most` cells (at least in one); about as dense along one axis as along the other. */
export function evenCells(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  most: number,
): { readonly rows: readonly number[]; readonly columns: readonly number[] } {
  const share = Math.min(1, Math.sqrt(most / (rows * columns)));
  const down = Math.max(1, Math.min(most, Math.floor(rows * share)));
  const across = Math.max(1, Math.min(columns, Math.floor(most / down)));
  return { rows: evenly(rows, down), columns: evenly(columns, across) };
}
