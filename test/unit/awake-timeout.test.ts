/** @file A clock that does not count what its process slept through. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { awakeTimeout } from "../../src-main/awake-timeout.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("calls back once, when the time is over", () => {
  const onOver = vi.fn();
  awakeTimeout(onOver, 3000);
  vi.advanceTimersByTime(2990);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(onOver).toHaveBeenCalledOnce();
});

it("does not call back once it is ended", () => {
  const onOver = vi.fn();
  awakeTimeout(onOver, 3000)();
  vi.advanceTimersByTime(10_000);
  expect(onOver).not.toHaveBeenCalled();
});
