import { expect, test } from "vitest";
import { dividerForKey } from "../../../src-renderer/presentation/divider.ts";
import { scaleBar } from "../../../src-renderer/presentation/scale-bar.ts";
import { scaleTicks, thresholdPlace } from "../../../src-renderer/presentation/scale-ticks.ts";

test("arrow keys move the line by two per cent, with Shift by ten, and never out of the image", () => {
  expect(dividerForKey("ArrowLeft", false, 0.5)).toBe(0.48);
  expect(dividerForKey("ArrowRight", true, 0.5)).toBe(0.6);
  expect(dividerForKey("ArrowRight", true, 0.95)).toBe(1);
  expect([dividerForKey("Home", false, 0.5), dividerForKey("End", false, 0.5)]).toEqual([0, 1]);
  expect(dividerForKey("a", false, 0.5)).toBeNull();
});

test("the scale is a round number of the image's pixels that fits", () => {
  expect(scaleBar(1)).toEqual({ pixels: 50, width: 50 });
  expect(scaleBar(0.13).pixels).toBe(500);
  expect(scaleBar(0.13).width).toBeCloseTo(65);
  expect(scaleBar(48)).toEqual({ pixels: 2, width: 96 });
  expect(scaleBar(200).pixels).toBe(1);
});

test("the legend has the head's own range, with the threshold where it lies", () => {
  expect(scaleTicks({ low: 0, high: 1 })).toEqual([0, 0.5, 1]);
  expect(scaleTicks({ low: -3, high: 5 })).toEqual([-3, 5]);
  expect(thresholdPlace({ low: -3, high: 5 }, 1)).toBe(0.5);
  expect(thresholdPlace({ low: 0, high: 1 }, 7)).toBe(1);
});
