import { describe, expect, it } from "vitest";
import { pyramidScales } from "../../../src-core/detection/pyramid.ts";

const window = { width: 12, height: 12 };
const image = { width: 640, height: 480 };

describe("a pyramid", () => {
  it("begins where the smallest object fills the window, and ends with the image", () => {
    const scales = pyramidScales({ image, window, smallest: 20, factor: 0.5 });
    expect(scales).toEqual([0.6, 0.3, 0.15, 0.075, 0.0375]);
    // The next one would leave 480 · 0.01875 = 9 pixels for a window of 12.
  });

  it("halves the area from scale to scale by default, as MTCNN does", () => {
    const scales = pyramidScales({ image, window, smallest: 20 });
    expect(scales).toHaveLength(10);
    expect(scales[1]).toBeCloseTo(0.6 * 0.709, 12);
    expect(480 * (scales.at(-1) ?? 0)).toBeGreaterThanOrEqual(12);
    expect(480 * (scales.at(-1) ?? 0) * 0.709).toBeLessThan(12);
  });

  it("ends where the largest object fits into the window", () => {
    expect(pyramidScales({ image, window, smallest: 24, largest: 48, factor: 0.5 })).toEqual([
      0.5, 0.25,
    ]);
    expect(pyramidScales({ image, window, smallest: 24, largest: 24 })).toEqual([0.5]);
    // Between two scales the smaller one is needed, too.
    expect(pyramidScales({ image, window, smallest: 24, largest: 60, factor: 0.5 })).toEqual([
      0.5, 0.25, 0.125,
    ]);
  });

  it("may be larger than the image, and has no scale where nothing fits", () => {
    expect(pyramidScales({ image, window, smallest: 6, largest: 6 })).toEqual([2]);
    expect(pyramidScales({ image: { width: 10, height: 10 }, window, smallest: 24 })).toEqual([]);
  });

  it.each([
    [{ smallest: 0 }, /from 0 to Infinity/],
    [{ smallest: 20, largest: 10 }, /from 20 to 10/],
    [{ smallest: 20, factor: 1 }, /steps of 1/],
  ])("refuses %o", (wrong, message) => {
    expect(() => pyramidScales({ image, window, ...wrong })).toThrow(message);
  });
});
