import { expect, test } from "vitest";
import { colorScale, paintCells } from "../../../src-core/overlay/paint.ts";
import { spreadColours } from "../../../src-renderer/viewer/heat/spread-colours.ts";
import { WholeMap } from "../../../src-renderer/viewer/heat/whole-map.ts";

/** Colour of level n is (n, 0, 0). */
const colors = Uint8Array.from({ length: 256 * 3 }, (_, at) => (at % 3 === 0 ? at / 3 : 0));
const paint = { colors, opacity: 1, threshold: 0.5 };

test("a part is painted on the scale of the whole map", () => {
  const scores = Float32Array.of(5, 10);
  const whole = paintCells(scores, { ...paint, range: { low: 0, high: 10 } });
  expect([whole[0], whole[4]]).toEqual([128, 255]);
  const alone = paintCells(scores, paint);
  expect([alone[0], alone[4]]).toEqual([0, 255]);
});

test("a range of probabilities is no scale of its own", () => {
  expect(colorScale({ low: 0.2, high: 0.7 })).toEqual({ low: 0, high: 1 });
  expect(colorScale({ low: -3, high: 5 })).toEqual({ low: -3, high: 5 });
});

test("colours spread to cells that have none from those beside them alone, and cells that count keep theirs", () => {
  // One row: coloured, not coloured, not coloured, not coloured.
  const scores = Float32Array.of(1, 0.1, 0.2, 0.3);
  const pixels = paintCells(scores, { ...paint, range: { low: 0, high: 1 } });
  spreadColours(pixels, { rows: 1, columns: 4 });
  expect([...pixels.subarray(0, 8)]).toEqual([255, 0, 0, 255, 255, 0, 0, 255]);
  expect([pixels[11], pixels[15]]).toEqual([255, 255]);
  // Between two, the mean of both.
  const between = paintCells(Float32Array.of(0.6, 0, 1), { ...paint, range: { low: 0, high: 1 } });
  spreadColours(between, { rows: 1, columns: 3 });
  expect([between[0], between[4], between[8]]).toEqual([153, 204, 255]);
});

test("a coarser level of a whole map has the highest score of what it covers, and none where there is none", () => {
  // 3 × 3 cells: the last column and row stand alone.
  const scores = Float32Array.of(0.1, 0.9, NaN, 0.3, 0.2, NaN, 0.5, NaN, 0.7);
  const map = new WholeMap(scores, { rows: 3, columns: 3 });
  const level = (at: number) => map.get("objects", { level: at, row: 0, column: 0 });
  expect(level(0)?.scores).toBe(scores);
  expect([...(level(1)?.scores ?? [])].map((score) => Math.round(score * 10))).toEqual([
    9,
    NaN,
    5,
    7,
  ]);
  expect(Math.round((level(2)?.scores[0] ?? NaN) * 10)).toBe(9);
  expect(map.layer).toEqual({ tile: 3, levels: 3 });
  expect(map.get("objects", { level: 0, row: 1, column: 0 })).toBeUndefined();
});
