/** @file Which rows the table shows, and in which order. */
import type { BatchItem } from "../../../src-core/contract/batch.ts";
import type { ItemRow } from "./item-rows.ts";

export const columns = ["name", "size", "count", "top", "score", "time", "status"] as const;
export type Column = (typeof columns)[number];

export const filters = ["all", "done", "failed", "waiting"] as const;
export type Filter = (typeof filters)[number];

export interface RowQuery {
  readonly column: Column;
  readonly descending: boolean;
  readonly filter: Filter;
  readonly search: string;
}

/** What cannot be known before an item is done is null, and comes last in either direction. */
const values: Record<Column, (row: ItemRow) => string | number | null> = {
  name: ({ sortKey }) => sortKey,
  size: ({ item: { width, height } }) =>
    width === null || height === null ? null : width * height,
  count: ({ item }) => item.count,
  top: ({ item }) => item.top,
  score: ({ item }) => item.score,
  time: ({ item }) => item.time,
  status: ({ item }) => statuses.indexOf(item.status),
};

/** What needs eyes first. */
const statuses: readonly BatchItem["status"][] = ["failed", "running", "done", "waiting"];

/** An item that is running still waits to be done. */
const matches = (filter: Filter, { status }: BatchItem): boolean =>
  filter === "all" || status === filter || (filter === "waiting" && status === "running");

/** @returns indices of the items, in the order of the rows; equal ones by name */
export function sortAndFilter(rows: Iterable<ItemRow>, query: RowQuery): number[] {
  const { column, descending, filter } = query;
  const search = query.search.trim().toLowerCase();
  const [valueOf, sign] = [values[column], descending ? -1 : 1];
  const found: { readonly row: ItemRow; readonly value: string | number | null }[] = [];
  for (const row of rows)
    if (matches(filter, row.item) && row.lowerCase.includes(search))
      found.push({ row, value: valueOf(row) });
  found.sort((a, b) => {
    if (a.value !== b.value) {
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return a.value < b.value ? -sign : sign;
    }
    if (a.row.sortKey !== b.row.sortKey) return a.row.sortKey < b.row.sortKey ? -1 : 1;
    return a.row.item.index - b.row.item.index;
  });
  return found.map(({ row }) => row.item.index);
}

/** Whether a change of rows that were there already can change their order. */
export const dependsOnProgress = ({ column, filter }: RowQuery): boolean =>
  column !== "name" || filter !== "all";
