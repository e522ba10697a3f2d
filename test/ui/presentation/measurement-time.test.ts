import { expect, test } from "vitest";
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import {
  comparesUnasked,
  comparisonTime,
  fullComparisonTime,
  repetitionTime,
} from "../../../src-renderer/presentation/measurement-time.ts";
import { measured, passOnly } from "../analysis.ts";

/** A pass of so many milliseconds in so many tiles. */
function took(median: number, count: number): Analysis {
  const { fcn } = passOnly.timings;
  if (!fcn) throw new RangeError("the pass has no times");
  const run = { median, min: median, max: median };
  return { ...passOnly, timings: { fcn: { ...fcn, run } }, tiles: { ...passOnly.tiles, count } };
}

test("the windows are measured unasked after a pass of less than a second", () => {
  expect(comparesUnasked(took(999, 1))).toBe(true);
  expect(comparesUnasked(took(1000, 1))).toBe(false);
  expect(comparesUnasked({ ...passOnly, timings: {} })).toBe(false);
});

test("a precise measurement is five runs and a tile", () => {
  expect(repetitionTime(took(2000, 1))).toBe(12_000);
  expect(repetitionTime(took(2000, 40))).toBe(10_050);
});

test("a comparison takes the windows' budget, and of the pass what its share allows", () => {
  // Each round has half a second for the pass, and runs a tile of 100 ms off the clock.
  expect(comparisonTime(took(4000, 40))).toBe(10_000 + 5 * (100 + 500));
  // One tile is the least: it is the whole pass here.
  expect(comparisonTime(took(4000, 1))).toBe(10_000 + 5 * (4000 + 4000));
  expect(comparisonTime(took(80, 1))).toBe(10_000 + 5 * (80 + 80));
});

test("in full it is five times the pass and both ways of the windows", () => {
  expect(fullComparisonTime(measured)).toBeCloseTo(5 * (12.8 + 81.92 + 256));
  expect(fullComparisonTime(passOnly)).toBeNull();
});
