/** @file Of a table of 100,000 rows of one height: those that are in sight, and where to scroll to see another. */

export interface TableView {
  /** Pixels that are scrolled over, and the height of what can be seen. */
  readonly top: number;
  readonly height: number;
  readonly row: number;
  readonly count: number;
}

/** First and end (exclusive) of the rows to draw. @param margin rows more on either side, so that scrolling meets drawn ones */
export function visibleRange(
  { top, height, row, count }: TableView,
  margin: number,
): { first: number; end: number } {
  // A shorter table may still be scrolled to where the longer one was.
  const reachable = Math.min(Math.max(0, top), Math.max(0, count * row - height));
  const first = Math.max(0, Math.floor(reachable / row) - margin);
  const end = Math.min(count, Math.ceil((reachable + height) / row) + margin);
  return { first, end };
}

/** Where to scroll so that a row is whole in sight, by no more than needed. */
export function scrollTopFor(at: number, { top, height, row }: TableView): number {
  if (at * row < top) return at * row;
  return Math.max(top, (at + 1) * row - height);
}

/** Where the arrow keys and their kin lead; null for other keys. @param at −1 where no row is chosen */
export function rowForKey(
  key: string,
  at: number,
  { height, row, count }: TableView,
): number | null {
  const page = Math.max(1, Math.floor(height / row) - 1);
  const steps: Partial<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const step = steps[key];
  return step === undefined || count === 0 ? null : Math.min(Math.max(0, step), count - 1);
}
