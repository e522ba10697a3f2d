import fc from "fast-check";
import { expect, test } from "vitest";
import { levelSize, tileArea, tileCount } from "../../../src-renderer/viewer/image/pyramid.ts";

/** Of 30,001 × 29,999 pixels: seven levels, the last one of 469 × 469. */
const pyramid = { width: 30_001, height: 29_999, tile: 512, levels: 7 };

test("levels are rounded up, and the last one fits into one tile", () => {
  expect(levelSize(pyramid, 1)).toEqual({ width: 15_001, height: 15_000 });
  expect(levelSize(pyramid, 6)).toEqual({ width: 469, height: 469 });
  expect(tileCount(pyramid, 0)).toEqual({ columns: 59, rows: 59 });
  expect(tileCount(pyramid, 6)).toEqual({ columns: 1, rows: 1 });
});

test("the tile at the border stands out of an odd image by less than a pixel of its level", () => {
  // 469 pixels of 64 are 30,016: squeezed into the image, its middle would be 7.5 pixels off.
  expect(tileArea(pyramid, { level: 6, row: 0, column: 0 })).toEqual({
    x: 0,
    y: 0,
    width: 30_016,
    height: 30_016,
  });
  expect(tileArea(pyramid, { level: 0, row: 58, column: 58 })).toEqual({
    x: 29_696,
    y: 29_696,
    width: 305,
    height: 303,
  });
});

test("a pixel of level k is 2^k × 2^k pixels in every tile, and tiles lie edge to edge", () => {
  const size = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(
      size,
      size,
      fc.nat(10),
      fc.nat(),
      fc.nat(),
      (width, height, level, across, down) => {
        const some = { width, height, tile: 512, levels: 11 };
        const { columns, rows } = tileCount(some, level);
        const [column, row] = [across % columns, down % rows];
        const area = tileArea(some, { level, row, column });
        const pixel = 2 ** level;
        expect([area.x, area.y]).toEqual([column * 512 * pixel, row * 512 * pixel]);
        expect(area.width % pixel).toBe(0);
        const right = area.x + area.width;
        if (column < columns - 1) expect(area.width).toBe(512 * pixel);
        else expect(right >= width && right < width + pixel).toBe(true);
      },
    ),
  );
});
