import { describe, expect, it } from "vitest";
import { difference } from "../../../src-core/equivalence/difference.ts";

describe("difference", () => {
  it("is told absolutely, and relative to each number", () => {
    expect(difference(Float32Array.of(8, 0.5, 0), Float32Array.of(7, 0.25, 0))).toEqual({
      checked: 3,
      maxAbsDiff: 1,
      maxRelDiff: 0.5,
      maxRelDiffOf: 0.5,
      maxAbs: 8,
    });
  });

  it("does not take what is no number for agreement", () => {
    const { maxAbsDiff, maxRelDiff } = difference(Float32Array.of(NaN, 1), Float32Array.of(1, 1));
    expect([maxAbsDiff, maxRelDiff]).toEqual([NaN, NaN]);
  });

  it("wants equally many numbers", () => {
    expect(() => difference(new Float32Array(2), new Float32Array(3))).toThrow(
      "2 numbers cannot be compared with 3",
    );
  });
});
