import { expect, test } from "vitest";
import { colorScale, paintCells } from "../../../src-core/overlay/paint.ts";
import { addTint } from "../../../src-renderer/viewer/heat/draw-heat.ts";

/** Colour of level n is (n, 0, 0). */
const colors = Uint8Array.from({ length: 256 * 3 }, (_, at) => (at % 3 === 0 ? at / 3 : 0));
const paint = { colors, opacity: 1, threshold: 0.5 };

test("a part is painted on the scale of the whole map", () => {
  const scores = Float32Array.of(5, 10);
  const whole = paintCells(scores, { ...paint, range: { low: 0, high: 10 } });
  expect([whole[0], whole[4]]).toEqual([128, 255]);
  const alone = paintCells(scores, paint);
  expect([alone[3], alone[4]]).toEqual([0, 255]);
});

test("a range of probabilities is no scale of its own", () => {
  expect(colorScale({ low: 0.2, high: 0.7 })).toEqual({ low: 0, high: 1 });
  expect(colorScale({ low: -3, high: 5 })).toEqual({ low: -3, high: 5 });
});

test("cells below the threshold are tinted, cells that are not there yet are clear", () => {
  const scores = Float32Array.of(1, 0.1, NaN);
  const pixels = paintCells(scores, { ...paint, range: { low: 0, high: 1 } });
  const tinted = addTint(scores, Uint8Array.of(90, 60, 30), pixels);
  expect([...tinted]).toEqual([255, 0, 0, 255, 90, 60, 30, 51, 0, 0, 0, 0]);
});
