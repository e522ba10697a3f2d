import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RowQuery } from "../../../src-renderer/state/batch/sort-and-filter.ts";
import { sortAndFilter } from "../../../src-renderer/state/batch/sort-and-filter.ts";
import { ItemTable } from "../../../src-renderer/state/batch/item-table.svelte.ts";
import { ItemRows } from "../../../src-renderer/state/batch/item-rows.ts";
import { nameParts, reasonWithoutName } from "../../../src-renderer/presentation/short-names.ts";
import { item } from "./items.ts";

const byName: RowQuery = { column: "name", descending: false, filter: "all", search: "" };

const failure = { code: "image-unreadable", message: "b.png: is no image" } as const;
const some = [
  item(0, "x/image10.png", { status: "done", score: 0.5, top: "7", count: 3, width: 9, height: 9 }),
  item(1, "x/image2.png", { status: "done", count: 0, width: 100, height: 1 }),
  item(2, "x/Émil.png", { status: "done", score: 0.9, top: "1", count: 40, width: 2, height: 2 }),
  item(3, "x/b.png", { status: "failed", failure }),
  item(4, "x/f.png", { status: "running" }),
  item(5, "x/f2.png"),
];

const shown = (change: Partial<RowQuery>): number[] => {
  const items = new ItemRows();
  items.update(some);
  return sortAndFilter(items, { ...byName, ...change });
};

test("names are ordered as people count, accents beside their letters", () => {
  expect(shown({})).toEqual([3, 2, 4, 5, 1, 0]);
  expect(shown({ descending: true })).toEqual([0, 1, 5, 4, 2, 3]);
});

test("what is not known comes last in either direction, by name", () => {
  expect(shown({ column: "score" })).toEqual([0, 2, 3, 4, 5, 1]);
  expect(shown({ column: "score", descending: true })).toEqual([2, 0, 3, 4, 5, 1]);
  expect(shown({ column: "size" })).toEqual([2, 0, 1, 3, 4, 5]);
  expect(shown({ column: "count", descending: true }).slice(0, 3)).toEqual([2, 0, 1]);
  expect(shown({ column: "status" })).toEqual([3, 4, 2, 1, 0, 5]);
});

test("one that is running still waits to be done", () => {
  expect(shown({ filter: "waiting" })).toEqual([4, 5]);
  expect(shown({ filter: "failed" })).toEqual([3]);
  expect(shown({ filter: "done" })).toEqual([2, 1, 0]);
});

test("a name is found by any part of it, however it is written", () => {
  expect(shown({ search: " éMIL " })).toEqual([2]);
  expect(shown({ search: "IMAGE", filter: "done" })).toEqual([1, 0]);
  expect(shown({ search: "nothing" })).toEqual([]);
});

test("rows come in any order, and more than once: the last one counts", () => {
  const items = new ItemRows();
  expect(items.update([item(7, "h"), item(2, "c")])).toBe(true);
  expect(items.update([item(2, "c", { status: "done" })])).toBe(false);
  expect(items.update([item(2, "c", { status: "done" }), item(0, "a")])).toBe(true);
  expect(items.size).toBe(3);
  expect([...items].map(({ item: { index } }) => index)).toEqual([0, 2, 7]);
  expect(items.at(2)?.item.status).toBe("done");
  expect(items.at(1)).toBeUndefined();
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("the table is arranged once for many lines, and follows what changes", () => {
  const table = new ItemTable();
  for (const one of some) table.update([one]);
  expect(table.order).toEqual([]);
  vi.runAllTimers();
  expect(table.order).toEqual([3, 2, 4, 5, 1, 0]);
  table.filter = "failed";
  expect(table.order).toEqual([3]);
  table.update([item(4, "x/f.png", { status: "failed", failure })]);
  vi.runAllTimers();
  expect(table.order).toEqual([3, 4]);
  expect(table.failures).toBe("x/b.png\tb.png: is no image\nx/f.png\tb.png: is no image");
  table.dispose();
});

test("numbers are sorted with the largest first, and the other way by a second click", () => {
  const table = new ItemTable();
  table.sortBy("score");
  expect(table.query).toMatchObject({ column: "score", descending: true });
  table.sortBy("score");
  expect(table.query.descending).toBe(false);
  table.sortBy("status");
  expect(table.query).toMatchObject({ column: "status", descending: false });
});

test("the images beside one are those of the rows beside it", () => {
  const table = new ItemTable();
  table.update(some);
  vi.runAllTimers();
  expect([table.neighbour(2, 1), table.neighbour(2, -1), table.neighbour(3, -1)]).toEqual([
    4,
    3,
    null,
  ]);
  table.filter = "waiting";
  table.freezeOrder(true);
  // What is done meanwhile would not be among them any more.
  table.update([item(4, "x/f.png", { status: "done" })]);
  vi.runAllTimers();
  expect([table.order, table.neighbour(4, 1), table.row(4)?.item.status]).toEqual([
    [4, 5],
    5,
    "done",
  ]);
  table.freezeOrder(false);
  expect(table.order).toEqual([5]);
});

test("of a long name its end stays whole, and an accent with its letter", () => {
  expect(nameParts("a/b/IMG_with_settings_0012.png")).toEqual({
    folder: "a/b/",
    head: "IMG_with_set",
    tail: "tings_0012.png",
  });
  expect(nameParts("short.png")).toEqual({ folder: "", head: "", tail: "short.png" });
  const accented = nameParts(`xxe\u0301123456789.png`);
  expect(accented.tail.startsWith("e\u0301")).toBe(true);
});

test("a reason does not repeat the name that stands beside it", () => {
  expect(reasonWithoutName("b.png: is no image", "b.png")).toBe("is no image");
  expect(reasonWithoutName("is no image", "b.png")).toBe("is no image");
});
