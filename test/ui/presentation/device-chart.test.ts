import { expect, test } from "vitest";
import { positionOf, timeAxis } from "../../../src-renderer/presentation/device-chart.ts";

test("the axis goes from the power of ten below to the one above", () => {
  expect(timeAxis([3, 45, 2000])).toEqual({ low: 1, high: 10_000, ticks: [1, 10, 100, 1000, 1e4] });
  expect(timeAxis([0.2]).ticks).toEqual([0.1, 1]);
});

test("a power of ten that is met exactly is the end; one time alone still has an axis", () => {
  expect(timeAxis([10, 100])).toMatchObject({ low: 10, high: 100 });
  expect(timeAxis([100])).toMatchObject({ low: 100, high: 1000 });
});

test("what is no time does not count", () => {
  expect(timeAxis([NaN, 0, 5])).toMatchObject({ low: 1, high: 10 });
  expect(timeAxis([])).toMatchObject({ low: 1, high: 10 });
});

test("ten times as long is always as far to the right", () => {
  const axis = timeAxis([1, 1000]);
  expect([1, 10, 100, 1000].map((time) => positionOf(axis, time))).toEqual([
    0,
    expect.closeTo(1 / 3),
    expect.closeTo(2 / 3),
    1,
  ]);
  expect([positionOf(axis, 0.5), positionOf(axis, 5000)]).toEqual([0, 1]);
});
