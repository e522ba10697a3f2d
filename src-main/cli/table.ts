/** Lines of a table: each column as wide as its widest cell, columns without a single entry left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => {
    const longest = Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
    return longest === 0 ? 0 : Math.max(title.length, longest);
  });
  const line = (cells: readonly string[]): string =>
    `  ${cells
      .flatMap((cell, column) => (widths[column] ? [cell.padEnd(widths[column])] : []))
      .join("  ")}`.trimEnd();
  return [line(head), ...rows.map(line)];
}
