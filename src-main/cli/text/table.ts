import { printableName } from "../../../src-core/printable.ts";

/**
 * Lines of a table: each column as wide as its widest cell, columns without a single entry left out. Cells may hold names out of
 * somebody's file.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const told = rows.map((row) => row.map((cell) => printableName(cell)));
  const widths = head.map((title, column) => {
    const longest = Math.max(0, ...told.map((row) => row[column]?.length ?? 0));
    return longest === 0 ? 0 : Math.max(title.length, longest);
  });
  const line = (cells: readonly string[]): string =>
    `  ${cells
      .flatMap((cell, column) => (widths[column] ? [cell.padEnd(widths[column])] : []))
      .join("  ")}`.trimEnd();
  return [line(head), ...told.map(line)];
}
