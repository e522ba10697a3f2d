import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { QuietCollector } from "../../src-main/desktop/quiet-collector.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("hands over together what comes one by one, and later things by themselves", () => {
  const told: (readonly string[])[] = [];
  const collector = new QuietCollector<string>(250, (all) => told.push(all));
  collector.add("a");
  vi.advanceTimersByTime(200);
  collector.add("b", "c");
  vi.advanceTimersByTime(249);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  collector.add();
  collector.add("d");
  vi.advanceTimersByTime(250);
  expect(told).toEqual([["a", "b", "c"], ["d"]]);
});
