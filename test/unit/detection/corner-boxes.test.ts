/** @file Boxes that a network works out itself, and numbers that are none. */
import { describe, expect, it } from "vitest";
import type { DecodingOptions } from "../../../src-core/detection/anchor-decoding.ts";
import { cornerBoxes } from "../../../src-core/detection/corner-boxes.ts";

const seen = { width: 100, height: 100 };
const wanted: DecodingOptions = { threshold: 0.5, background: null, image: seen, seen };

/** One box of one class in one cell. */
const box = (corners: readonly number[], score = 0.9, on = wanted) => {
  const map = { scores: Float32Array.of(score), deltas: Float32Array.from(corners) };
  return cornerBoxes({ ...map, classes: 1, rows: 1, columns: 1 }, 1, on);
};

describe("a box of corners", () => {
  it("is cut where the image ends, above the pad of the network's size", () => {
    const image = { width: 100, height: 60 };
    const [part] = box([0.25, 0.5, 0.5, 0.75], 0.9, { ...wanted, image });
    expect(part).toMatchObject({ x: 25, y: 50, width: 25, height: 10 });
    expect(part).not.toHaveProperty("fault");
  });

  it("is none where all of it lies in the pad", () => {
    expect(box([0, 0.75, 0.5, 1], 0.9, { ...wanted, image: { width: 100, height: 60 } })).toEqual(
      [],
    );
  });

  it.each([
    ["not-finite", [NaN, 0.1, 0.5, 0.5]],
    ["not-finite", [0.2, 0.6, Infinity, 0.9]],
    ["swapped", [0.5, 0.5, 0.125, 0.125]],
    ["empty", [0.5, 0.5, 0.5, 0.75]],
    ["outside", [1.25, 1.25, 1.5, 1.5]],
    ["outside", [3, 3, 16, 16]],
    ["beyond", [0.5, 0, 16, 29]],
  ] as const)("%s: %j", (fault, corners) => {
    expect(box(corners)).toMatchObject([{ fault, classIndex: 0 }]);
  });

  it("has a score that is a number", () => {
    const corners = [0, 0, 0.5, 0.5];
    expect([box(corners, NaN), box(corners, Infinity), box(corners, 0.25)]).toEqual([[], [], []]);
  });
});
