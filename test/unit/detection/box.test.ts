import { describe, expect, it } from "vitest";
import { intersectionOverUnion } from "../../../src-core/detection/box.ts";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe("intersectionOverUnion", () => {
  it("is 1 for a box and itself", () => {
    expect(intersectionOverUnion(box(3, 4, 5, 6), box(3, 4, 5, 6))).toBe(1);
  });

  it("divides the shared area by the covered area", () => {
    // 2×2 boxes shifted by one pixel each way share 1 of 4 + 4 − 1 pixels.
    expect(intersectionOverUnion(box(0, 0, 2, 2), box(1, 1, 2, 2))).toBeCloseTo(1 / 7);
  });

  it("is 0 for boxes that touch, lie apart, or are empty", () => {
    expect(intersectionOverUnion(box(0, 0, 2, 2), box(2, 0, 2, 2))).toBe(0);
    expect(intersectionOverUnion(box(0, 0, 2, 2), box(9, 9, 2, 2))).toBe(0);
    expect(intersectionOverUnion(box(0, 0, 0, 0), box(0, 0, 0, 0))).toBe(0);
  });
});
