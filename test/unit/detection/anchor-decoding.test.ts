import { describe, expect, it } from "vitest";
import type { AnchorGrid, DecodingOptions } from "../../../src-core/detection/anchor-decoding.ts";
import { decodeAnchors } from "../../../src-core/detection/anchor-decoding.ts";

const image = { width: 64, height: 64 };
const wanted: DecodingOptions = { threshold: 0.5, background: 0, image, seen: image };
const one: AnchorGrid = {
  shapes: [{ width: 16, height: 16 }],
  stride: { x: 16, y: 16 },
  variances: { centre: 1, size: 1 },
};
const still = new Float32Array(4 * 4);

describe("the boxes of a map", () => {
  it("are the anchors of cells that score enough, moved", () => {
    // 2 × 2 cells; class 1 is found in the second cell, a quarter of the anchor to the right and twice as high.
    const scores = Float32Array.of(...[0.9, 0.2, 0.9, 0.9], ...[0.1, 0.8, 0.1, 0.1]);
    const deltas = Float32Array.from(still);
    deltas[0 * 4 + 1] = 0.25;
    deltas[3 * 4 + 1] = Math.log(2);
    const map = { scores, deltas, classes: 2, rows: 2, columns: 2 };
    const [box, ...more] = decodeAnchors(map, one, wanted);
    expect(more).toEqual([]);
    expect(box).toMatchObject({ classIndex: 1, x: 20, y: 0, width: 16 });
    // From −8 to 24, of which the image has 24.
    expect(box?.height).toBeCloseTo(24, 5);
    expect(box?.score).toBeCloseTo(0.8, 6);
  });

  it("are those of every anchor and class", () => {
    const grid = { ...one, shapes: [...one.shapes, { width: 8, height: 4 }] };
    const scores = Float32Array.of(...[0.1, 0.7, 0.6], ...[0.1, 0.2, 0.9]);
    const map = { scores, deltas: new Float32Array(8), classes: 3, rows: 1, columns: 1 };
    const found = decodeAnchors(map, grid, wanted).map(({ classIndex, x, y, width, height }) => [
      classIndex,
      x,
      y,
      width,
      height,
    ]);
    expect(found).toEqual([
      [1, 0, 0, 16, 16],
      [2, 0, 0, 16, 16],
      [2, 4, 6, 8, 4],
    ]);
    expect(decodeAnchors(map, grid, { ...wanted, threshold: 0.65 })).toHaveLength(2);
    expect(decodeAnchors(map, grid, { ...wanted, background: 2 })).toHaveLength(1);
    expect(decodeAnchors(map, grid, { ...wanted, background: null, threshold: 0 })).toHaveLength(6);
  });

  it("are none in the pad, and none of numbers that are none, which is said", () => {
    const scores = Float32Array.of(0.9, 0.9);
    const map = { scores, deltas: new Float32Array(8), classes: 1, rows: 1, columns: 2 };
    const none = { ...wanted, background: null };
    expect(decodeAnchors(map, one, { ...none, image: { width: 16, height: 16 } })).toHaveLength(1);
    map.deltas[0] = NaN;
    scores[1] = NaN;
    expect(decodeAnchors(map, one, none)).toMatchObject([
      { fault: "not-finite", score: scores[0] },
    ]);
    map.deltas[0] = -5;
    expect(decodeAnchors(map, one, none)).toMatchObject([{ fault: "outside" }]);
    map.deltas[4] = -Infinity;
    expect(decodeAnchors(map, one, none)).toMatchObject([{ fault: "not-finite" }]);
  });

  it("need numbers of the stated shape", () => {
    const map = { scores: new Float32Array(3), deltas: still, classes: 1, rows: 2, columns: 2 };
    expect(() => decodeAnchors(map, one, wanted)).toThrow("scores of 1×1×2×2 are 4 numbers, not 3");
    const other = { ...map, scores: new Float32Array(4), deltas: new Float32Array(15) };
    expect(() => decodeAnchors(other, one, wanted)).toThrow(
      "deltas of 1×4×2×2 are 16 numbers, not 15",
    );
  });
});
