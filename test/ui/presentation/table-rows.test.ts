import { expect, test } from "vitest";
import {
  visibleRange,
  scrollTopFor,
  rowForKey,
} from "../../../src-renderer/presentation/visible-table-rows.ts";

const sight = (top: number, count: number) => ({ top, height: 100, row: 10, count });

test("of 100,000 rows those in sight are drawn, and a few more on either side", () => {
  expect(visibleRange(sight(0, 100_000), 3)).toEqual({ first: 0, end: 13 });
  expect(visibleRange(sight(5004, 100_000), 3)).toEqual({ first: 497, end: 514 });
  expect(visibleRange(sight(999_900, 100_000), 3)).toEqual({ first: 99_987, end: 100_000 });
});

test("a table that got shorter shows its end, an empty one nothing", () => {
  expect(visibleRange(sight(5000, 20), 0)).toEqual({ first: 10, end: 20 });
  expect(visibleRange(sight(5000, 4), 0)).toEqual({ first: 0, end: 4 });
  expect(visibleRange(sight(0, 0), 3)).toEqual({ first: 0, end: 0 });
});

test("a row is brought into sight by no more than needed", () => {
  expect(scrollTopFor(5, sight(0, 100))).toBe(0);
  expect(scrollTopFor(10, sight(0, 100))).toBe(10);
  expect(scrollTopFor(3, sight(55, 100))).toBe(30);
});

test("keys lead to rows, not past the ends", () => {
  const at = (key: string, row: number) => rowForKey(key, row, sight(0, 50));
  expect([at("ArrowDown", -1), at("ArrowDown", 49), at("ArrowUp", 0)]).toEqual([0, 49, 0]);
  expect([at("PageDown", 0), at("PageUp", 20), at("Home", 9), at("End", 9)]).toEqual([
    9, 11, 0, 49,
  ]);
  expect(at("x", 3)).toBeNull();
  expect(rowForKey("ArrowDown", -1, sight(0, 0))).toBeNull();
});
