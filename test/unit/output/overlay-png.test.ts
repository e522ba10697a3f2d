import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { classColour } from "../../../src-core/overlay/class-colours.ts";
import { colorTable } from "../../../src-core/overlay/colormap.ts";
import { paintCells, usualOpacity } from "../../../src-core/overlay/paint.ts";
import type { Overlay } from "../../../src-main/image/drawing/overlay.ts";
import { overlayBands, overlayPng } from "../../../src-main/image/drawing/overlay.ts";
import { thumbPlane } from "../../../src-main/image/drawing/thumb-plane.ts";
import { shrink } from "../../../src-main/image/drawing/shrink.ts";
import { overlayOf } from "../../../src-main/output/export-subject.ts";
import { collect } from "../../support/collect.ts";
import { exportable } from "../../support/exportable.ts";
import { heldRaster, randomRaster } from "../../support/images/raster.ts";

const subject = exportable();

/** 6 × 4 cells of 2 pixels, of windows of 5: on pixels 2 to 13 and 2 to 9 of an image of 16 × 12. */
const small: Overlay = {
  placement: { rows: 4, columns: 6, strideX: 2, strideY: 2, windowWidth: 5, windowHeight: 5 },
  range: { low: 0, high: 1 },
  detections: [],
  threshold: 0.5,
  lineOf: () => classColour(0),
  plane: ({ rows, columns }) => Promise.resolve(new Float32Array(rows * columns).fill(1)),
};
const grey = heldRaster(new Uint8Array(16 * 12).fill(100), 16, 12, 1);

describe("overlayBands", () => {
  it.each([1, 7, 16, 33])("draws the same in bands of %i rows as in one piece", async (height) => {
    const overlay = overlayOf(subject);
    const whole = await collect(overlayBands(subject.raster, overlay, 90));
    expect(await collect(overlayBands(subject.raster, overlay, height))).toEqual(whole);
  });

  it("draws labels that reach into the next part of a wide image", async () => {
    const wide = randomRaster(4200, 40, 1);
    const detections = [{ label: "a label", score: 1, x: 4090, y: 12, width: 28, height: 20 }];
    const overlay = { ...small, detections };
    const whole = await collect(overlayBands(wide, overlay, 40));
    expect(await collect(overlayBands(wide, overlay, 9))).toEqual(whole);
    const plain = await collect(overlayBands(wide, small, 40));
    const changed = (x: number): boolean =>
      [...Array(40).keys()].some((y) => whole[3 * (y * 4200 + x)] !== plain[3 * (y * 4200 + x)]);
    expect([changed(4080), changed(4092), changed(4100), changed(4118)]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it("colours where the map lies and leaves the border as it is", async () => {
    const pixels = await collect(overlayBands(grey, small, 5));
    const [red = 0] = colorTable("viridis").subarray(3 * 255);
    const colored = Math.round(100 + ((red - 100) * Math.round(255 * usualOpacity)) / 255);
    const row = (y: number) => Array.from({ length: 16 }, (_, x) => pixels[3 * (16 * y + x)]);
    const inside = Array.from({ length: 16 }, (_, x) => (x >= 2 && x < 14 ? colored : 100));
    expect(row(1)).toEqual(Array.from({ length: 16 }, () => 100));
    expect(row(2)).toEqual(inside);
    expect(row(9)).toEqual(inside);
    expect(row(10)).toEqual(row(1));
  });
});

describe("the rule of the window", () => {
  /** A score per cell of `small`, from 0 to 1. */
  const scores = Float32Array.from({ length: 24 }, (_, cell) => cell / 23);
  const plane: Overlay["plane"] = ({ row, rows, columns }) =>
    Promise.resolve(scores.slice(row * columns, (row + rows) * columns));

  it("leaves every pixel below the threshold as it is, and gives all others one opacity", async () => {
    const overlay = { ...small, plane };
    const pixels = await collect(overlayBands(grey, overlay, 5));
    const { range, threshold } = overlay;
    const colors = colorTable("viridis");
    const window = paintCells(scores, { colors, opacity: usualOpacity, threshold, range });
    for (let y = 2; y < 10; y++)
      for (let x = 2; x < 14; x++) {
        const cell = Math.floor((y - 2) / 2) * 6 + Math.floor((x - 2) / 2);
        const alpha = window[4 * cell + 3] ?? NaN;
        expect(alpha).toBe((scores[cell] ?? NaN) >= 0.5 ? 153 : 0);
        for (let channel = 0; channel < 3; channel++) {
          const above = window[4 * cell + channel] ?? NaN;
          const wanted = Math.round(100 + ((above - 100) * alpha) / 255);
          expect(pixels[3 * (16 * y + x) + channel]).toBe(wanted);
        }
      }
  });

  it("takes threshold and class colours from what the window shows", () => {
    const { threshold, lineOf } = overlayOf(subject);
    expect(threshold).toBe(subject.result.limits?.threshold ?? 0.5);
    expect(lineOf("7").colour).toBe(classColour(0).colour);
    expect(lineOf('a "b", c').colour).toBe(classColour(2).colour);
  });
});

describe("overlayPng", () => {
  it("is an image of the size of the image", async () => {
    const png = await collect(overlayPng(subject.raster, overlayOf(subject)));
    const decoded = await sharp(png).raw().toBuffer();
    const bands = await collect(overlayBands(subject.raster, overlayOf(subject), 90));
    expect(new Uint8Array(decoded)).toEqual(bands);
  });
});

describe("the small pictures of a report", () => {
  it("are the mean of what each pixel stands for", async () => {
    const data = Uint8Array.from([0, 4, 8, 10, 2, 2, 0, 6, 100, 200]);
    const { width, height, ...small } = await shrink(
      heldRaster(data, 5, 2, 1),
      { x: 0, y: 0, width: 5, height: 2 },
      2,
    );
    // The mean over 2 × 2 has 3 columns, of which the last is half as wide; they are brought to 2 then.
    expect([width, height, small.data.length]).toEqual([2, 1, 6]);
    const exact = await shrink(heldRaster(data, 5, 2, 1), { x: 0, y: 0, width: 4, height: 2 }, 2);
    expect([...exact.data]).toEqual([2, 2, 2, 31, 31, 31]);
  });

  it("grow by a whole number where they are small", async () => {
    const raster = heldRaster(Uint8Array.of(0, 255), 2, 1, 1);
    const picture = await shrink(raster, { x: 0, y: 0, width: 2, height: 1 }, 5);
    expect([picture.width, picture.height]).toEqual([4, 2]);
    expect([...picture.data].filter((_, index) => index % 3 === 0)).toEqual([
      ...[0, 0, 255, 255],
      ...[0, 0, 255, 255],
    ]);
  });

  it("show the highest score of the cells behind a pixel, and nothing in the border", async () => {
    const scores = Float32Array.from({ length: 24 }, (_, index) => index);
    const plane: Overlay["plane"] = ({ row, rows, columns }) =>
      Promise.resolve(scores.subarray(row * columns, (row + rows) * columns));
    const wide = { width: 24, height: 12 };
    const shown = await thumbPlane(plane, small.placement, wide, { width: 6, height: 3 });
    // Columns 0 | 1, 2 | 3, 4 | 5 have their middles in the first four pixels of 4 × 4; the map ends before the others.
    expect([...shown]).toEqual([
      ...[0, 2, 4, 5, NaN, NaN],
      ...[12, 14, 16, 17, NaN, NaN],
      ...[18, 20, 22, 23, NaN, NaN],
    ]);
  });
});
