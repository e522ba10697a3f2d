import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intersectionOverUnion } from "../../../src-core/detection/box.ts";
import { findPeaks } from "../../support/maps/find-peaks.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";

const geometry = { strideX: 4, strideY: 4, windowWidth: 28, windowHeight: 28 };

/** One object class (0) with the given scores, and background (1) with the rest. */
function mapOf(scores: readonly (readonly number[])[]): ScoreMap {
  const flat = scores.flat();
  return {
    data: Float32Array.from([...flat, ...flat.map((score) => 1 - score)]),
    classes: 2,
    rows: scores.length,
    columns: scores[0]?.length ?? 0,
  };
}

const peaksOf = (scores: readonly (readonly number[])[], threshold = 0.5) =>
  findPeaks(mapOf(scores), geometry, { background: 1, threshold });

const corners = (detections: readonly { x: number; y: number }[]) =>
  detections.map(({ x, y }) => [x, y]);

describe("findPeaks", () => {
  it("puts the window of an isolated cell exactly there", () => {
    const detections = peaksOf([
      [0, 0, 0, 0],
      [0, 0, 0.75, 0],
      [0, 0, 0, 0],
    ]);
    expect(detections).toEqual([{ classIndex: 0, score: 0.75, x: 8, y: 4, width: 28, height: 28 }]);
  });

  it("finds an object between two cells between them", () => {
    expect(corners(peaksOf([[0, 1, 1, 0]]))).toEqual([[6, 0]]);
    expect(corners(peaksOf([[0], [1], [1], [0]]))).toEqual([[0, 6]]);
    // Rises above half the peak: 0.5 at column 1, 0.25 at column 2; the centroid is 4/3 of a cell.
    expect(corners(peaksOf([[0, 1, 0.75, 0]]))).toEqual([[5, 0]]);
  });

  it("takes a neighbour below half the peak for no part of it", () => {
    expect(corners(peaksOf([[0, 1, 0.5, 0]]))).toEqual([[4, 0]]);
  });

  it("counts a score equal to the threshold, and none below", () => {
    expect(peaksOf([[0.5]])).toHaveLength(1);
    expect(peaksOf([[0.49]])).toHaveLength(0);
  });

  it("takes a plateau for one peak in its middle", () => {
    const wide = Array.from({ length: 5 }, () => Array.from({ length: 41 }, () => 0.75));
    expect(corners(peaksOf(wide))).toEqual([[80, 8]]);
  });

  it("takes a plateau below a higher cell for no peak", () => {
    expect(corners(peaksOf([[0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 1]]))).toEqual([
      [31, 0],
    ]);
  });

  it("keeps two objects whose windows touch", () => {
    expect(corners(peaksOf([[1, 0, 0, 0, 0, 0, 0, 0.75]]))).toEqual([
      [0, 0],
      [28, 0],
    ]);
  });

  it("keeps the better of two classes in nearly the same window", () => {
    const data = Float32Array.from([0.75, 0, 0, 0, 0, 1]);
    const map = { data, classes: 2, rows: 1, columns: 3 };
    const detections = findPeaks(map, geometry, { background: null });
    expect(detections.map(({ classIndex, score }) => [classIndex, score])).toEqual([[1, 1]]);
  });

  it("never reports background, and reports every class where there is none", () => {
    const map = { data: Float32Array.of(0.25, 0.75), classes: 2, rows: 1, columns: 1 };
    expect(findPeaks(map, geometry, { background: 1 })).toEqual([]);
    expect(findPeaks(map, geometry, { background: null })[0]?.classIndex).toBe(1);
    expect(
      findPeaks({ ...map, data: Float32Array.of(1), classes: 1 }, geometry, { background: 0 }),
    ).toEqual([]);
  });

  it("refuses data that does not have the stated shape", () => {
    const map = { data: new Float32Array(5), classes: 2, rows: 1, columns: 3 };
    expect(() => findPeaks(map, geometry, { background: null })).toThrow(
      new RangeError("a map of 2×1×3 has 6 scores, not 5"),
    );
  });

  it("stays inside the map, above the threshold, and below the allowed overlap", () => {
    const score = fc.constantFrom(0, 0.25, 0.5, 0.6, 0.75, 1);
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 12 }),
      columns: fc.integer({ min: 1, max: 12 }),
    });
    const scores = size.chain(({ rows, columns }) =>
      fc.array(fc.array(score, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(scores, (rows) => {
        const detections = peaksOf(rows);
        const map = mapOf(rows);
        expect(detections.length > 0).toBe(rows.flat().some((value) => value >= 0.5));
        for (const [index, detection] of detections.entries()) {
          expect(detection.score).toBeGreaterThanOrEqual(0.5);
          expect(detection.x).toBeGreaterThanOrEqual(0);
          expect(detection.y).toBeGreaterThanOrEqual(0);
          expect(detection.x).toBeLessThanOrEqual((map.columns - 1) * 4);
          expect(detection.y).toBeLessThanOrEqual((map.rows - 1) * 4);
          for (const other of detections.slice(0, index)) {
            expect(intersectionOverUnion(detection, other)).toBeLessThanOrEqual(0.2);
          }
        }
      }),
    );
  });
});
