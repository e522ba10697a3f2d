/** @file Rows of a list of which only those in sight are drawn. Lengths are CSS pixels. */

const spare = 4; // rows above and below, for a scroll that is not drawn yet

export function visibleRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): number[] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

/** Where to scroll for a row to be seen whole: no further than needed. */
export function scrollTopFor(
  row: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): number {
  const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
  return Math.min(top, Math.max(scrollTop, bottom - height));
}

/** The row that a key goes to from a row, −1 where none is chosen; null for other keys, and in an empty list. */
export function rowForKey(key: string, row: number, count: number, page: number): number | null {
  const to = (wanted: number): number => Math.max(0, Math.min(count - 1, wanted));
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return row < 0 ? count - 1 : to(row - 1);
    case "PageDown":
      return to(row + page);
    case "PageUp":
      return to(row - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Enter":
    case " ":
      return to(row);
    default:
      return null;
  }
}
