import { expect, test } from "vitest";
import { breakEven } from "../../../src-renderer/presentation/break-even.ts";
import { measuredTimes } from "../../../src-renderer/presentation/measured-times.ts";
import { measured, passOnly } from "../analysis.ts";

test("the well-known example: 4096 windows against the pass, and the 100 that do not overlap", () => {
  expect(breakEven(measured)).toEqual({
    flopsRatio: 5,
    positions: 4096,
    windows: 640, // 12.8 ms at 0.02 ms per window
    disjoint: { count: 100, time: 2 },
    pass: 12.8,
  });
});

test("nothing is said before both were measured", () => {
  expect(breakEven(passOnly)).toBeNull();
  expect(measuredTimes(passOnly).map(({ way }) => way)).toEqual(["pass"]);
});

test("a bar tells how many windows it stands on where these were a sample", () => {
  expect(measuredTimes(measured).map(({ way, sampled }) => [way, sampled])).toEqual([
    ["pass", null],
    ["batched", null],
    ["single", 512],
  ]);
});
