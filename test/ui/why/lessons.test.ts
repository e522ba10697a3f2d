import { describe, expect, it } from "vitest";
import {
  convolutionLesson,
  entriesOfColumn,
  entriesOfRow,
} from "../../../src-renderer/presentation/why/convolution-lesson.ts";
import { denseLesson } from "../../../src-renderer/presentation/why/dense-lesson.ts";
import { paddingLesson } from "../../../src-renderer/presentation/why/padding-lesson.ts";

describe("a convolution as a dense layer", () => {
  const classic = { height: 10, width: 10, channels: 3, kernel: 3, filters: 1, seed: 0 };
  const lesson = convolutionLesson({ ...classic, padding: "same" });

  it("is the classic example: 30,000 weights, of which 2,352 are not zero and 27 different", () => {
    expect([lesson.entries, lesson.nonzeros, lesson.distinct, lesson.mostInRow]).toEqual([
      30_000, 2352, 27, 27,
    ]);
    expect(lesson.measured.maxAbsDiff).toBeLessThan(1e-5);
  });

  it("has a window of pixels in each row, and in each column the positions that see a pixel", () => {
    // Output (5, 5): 3 × 3 pixels round it, in three channels of 100.
    const row = entriesOfRow(lesson.matrix, 55);
    const around = [44, 45, 46, 54, 55, 56, 64, 65, 66];
    expect(row.map(({ column }) => column)).toEqual(
      [0, 100, 200].flatMap((plane) => around.map((pixel) => plane + pixel)),
    );
    expect(row.map(({ weight }) => weight)).toEqual(Array.from({ length: 27 }, (_, at) => at));
    expect(entriesOfColumn(lesson.matrix, 155).map((entry) => entry.row)).toEqual(around);
    expect(entriesOfRow(lesson.matrix, 0)).toHaveLength(12);
  });
});

describe("a dense layer as a convolution", () => {
  const settings = { height: 4, width: 5, channels: 2, units: 3, more: 3, seed: 7 };

  it("gives the same slid over the image as on every window, and multiplies as often", () => {
    const lesson = denseLesson(settings);
    expect(lesson.byConvolution.values).toHaveLength(3 * 16);
    expect(lesson.measured.checked).toBe(48);
    expect(lesson.measured.maxAbsDiff).toBeLessThan(1e-5);
    expect(lesson.measured.maxAbs).toBeGreaterThan(0.1);
    expect(lesson.multiplications).toEqual({ windows: 16 * 120, convolution: 16 * 120 });
    expect(lesson.read).toEqual({ image: 7 * 8 * 2, windows: 16 * 40 });
    // A plain loop: unit 1 at row 2, column 3.
    let sum = 0;
    for (let channel = 0; channel < 2; channel++)
      for (let y = 0; y < 4; y++)
        for (let x = 0; x < 5; x++)
          sum +=
            (lesson.kernels.values[((2 + channel) * 4 + y) * 5 + x] ?? NaN) *
            (lesson.image.values[(channel * 7 + y + 2) * 8 + x + 3] ?? NaN);
    expect(lesson.byConvolution.values[16 + 2 * 4 + 3]).toBeCloseTo(sum, 5);
  });

  it("shares a layer beneath only where the image is larger than the window", () => {
    const one = denseLesson({ ...settings, more: 0 });
    expect([one.beneath.shared, one.beneath.unshared]).toEqual([2 * 3 * 18, 2 * 3 * 18]);
    const { beneath } = denseLesson(settings);
    expect(beneath).toEqual({ side: 3, shared: 5 * 6 * 18, unshared: 16 * 2 * 3 * 18 });
  });

  it("is another one with other numbers, and the same with the same", () => {
    expect(denseLesson(settings)).toEqual(denseLesson(settings));
    expect(denseLesson({ ...settings, seed: 8 }).image).not.toEqual(denseLesson(settings).image);
  });
});

describe("padding", () => {
  it("makes every cell inside differ, and none where nothing is padded", () => {
    const padded = paddingLesson({ layers: 2, padding: "same", seed: 1 });
    expect(padded.differing).toBe(13 * 13);
    expect(padded.maxAbsDiff).toBeGreaterThan(0.01);
    const exact = paddingLesson({ layers: 2, padding: "valid", seed: 1 });
    expect([exact.differing, exact.windows.values.length]).toEqual([0, 169]);
    expect(paddingLesson({ layers: 0, padding: "same", seed: 1 }).differing).toBe(0);
  });
});
