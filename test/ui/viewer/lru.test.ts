import { expect, test } from "vitest";
import { LeastRecentlyUsed } from "../../../src-renderer/viewer/heat/lru.ts";

test("forgets what was not asked for the longest time", () => {
  const store = new LeastRecentlyUsed<number>(2);
  store.set("a", 1);
  store.set("b", 2);
  expect(store.get("a")).toBe(1);
  store.set("c", 3);
  expect([store.get("a"), store.get("b"), store.get("c")]).toEqual([1, undefined, 3]);
  expect(store.size).toBe(2);
});
