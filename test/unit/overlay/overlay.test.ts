import { describe, expect, it } from "vitest";
import { colorTable } from "../../../src-core/overlay/colormap.ts";
import { paintCells, colorScaleOf, shownFrom } from "../../../src-core/overlay/paint.ts";
import { scorePlane } from "../../../src-core/overlay/plane.ts";
import {
  cellAt,
  hasBorder,
  mapRectangle,
  windowOf,
} from "../../../src-core/overlay/registration.ts";

/** LeNet on 280×280. */
const map = {
  columns: 64,
  rows: 64,
  strideX: 4,
  strideY: 4,
  windowWidth: 28,
  windowHeight: 28,
};

describe("registration", () => {
  it("leaves the border of half a window without colour", () => {
    expect(mapRectangle(map)).toEqual({ x: 12, y: 12, width: 256, height: 256 });
  });

  it("tells whether there is a border at all", () => {
    expect(hasBorder(map, { width: 280, height: 280 })).toBe(true);
    // A detector with anchors has a cell for every 16 pixels, from the corner on.
    const cells = { columns: 40, rows: 30, strideX: 16, strideY: 16, windowWidth: 16 };
    const whole = { ...cells, windowHeight: 16 };
    expect(hasBorder(whole, { width: 640, height: 480 })).toBe(false);
    expect(hasBorder(whole, { width: 648, height: 480 })).toBe(true);
  });

  it("puts a cell's colour at its window's centre", () => {
    for (const [row, column] of [
      [0, 0],
      [63, 7],
    ] as const) {
      const { x, y, width, height } = windowOf(map, row, column);
      expect(cellAt(map, x + width / 2, y + height / 2)).toEqual({ row, column });
    }
  });

  it("knows no cell in the border", () => {
    expect(cellAt(map, 11.9, 100)).toBeNull();
    expect(cellAt(map, 268, 100)).toBeNull();
    expect(cellAt(map, 267.9, 12)).toEqual({ row: 0, column: 63 });
  });
});

describe("scorePlane", () => {
  const scores = { classes: 3, rows: 1, columns: 2, data: Float32Array.of(1, 2, 4, 3, 9, 9) };

  it("shows one class, or the best of those that are an object", () => {
    expect([...scorePlane(scores, 1, 2)]).toEqual([4, 3]);
    expect([...scorePlane(scores, "objects", 2)]).toEqual([4, 3]);
    expect([...scorePlane(scores, "objects", undefined)]).toEqual([9, 9]);
  });
});

describe("colours", () => {
  it("are the published colour maps, from end to end", () => {
    const viridis = colorTable("viridis");
    expect([...viridis.subarray(0, 3)]).toEqual([0x44, 0x01, 0x54]);
    expect([...viridis.subarray(765)]).toEqual([0xfd, 0xe7, 0x25]);
    for (const name of ["viridis", "magma", "turbo"] as const)
      expect(new Set(colorTable(name)).size).toBeGreaterThan(100);
  });

  it("leave out what lies below the threshold and what is no number", () => {
    const colors = colorTable("magma");
    const painted = paintCells(Float32Array.of(0, 0.5, 1, NaN), {
      colors,
      opacity: 1,
      threshold: 0.5,
    });
    expect([3, 7, 11, 15].map((place) => painted[place])).toEqual([0, 255, 255, 0]);
    expect([...painted.subarray(8, 11)]).toEqual([...colors.subarray(765)]);
  });

  it("cover whatever counts with the opacity that is asked for, and nothing else", () => {
    const colors = colorTable("viridis");
    const painted = paintCells(Float32Array.of(0.49999, 0.5, 0.75, 1), {
      colors,
      opacity: 0.6,
      threshold: 0.5,
    });
    expect([3, 7, 11, 15].map((place) => painted[place])).toEqual([0, 153, 153, 153]);
  });

  it("begin where boxes begin to count, be the scores probabilities or not", () => {
    const paint = { colors: colorTable("viridis"), opacity: 1, threshold: 0.5 };
    const painted = paintCells(Float32Array.of(-3, 0.4, 0.6, 5), paint);
    expect([3, 7, 11, 15].map((place) => painted[place])).toEqual([0, 0, 255, 255]);
    const limits = { threshold: 0.5, thresholds: { rare: 0.2, common: 0.8 } };
    expect(shownFrom(limits)).toBe(0.2);
    expect(shownFrom(limits, "common")).toBe(0.8);
    expect(shownFrom(limits, "other")).toBe(0.5);
    expect(shownFrom({ threshold: 0.7 })).toBe(0.7);
  });

  it("spread over the scores where these are no probabilities", () => {
    expect(colorScaleOf(Float32Array.of(-3, 5))).toEqual({ low: -3, high: 5 });
    expect(colorScaleOf(Float32Array.of(0.25, 0.5))).toEqual({ low: 0, high: 1 });
  });
});
