import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pixel, plainSlide, slideOver } from "../../src-core/network/geometry/axis.ts";
import { levelsOf, planTiles, tilesOf } from "../../src-core/tiling/plan.ts";
import { spanOf } from "../../src-core/tiling/span.ts";

// Two 5×5 convolutions with a pool of 2 behind each, then a dense layer of 4×4: LeNet's axis.
const pool = { ...plainSlide(2), stride: 2 };
const lenet = [plainSlide(5), pool, plainSlide(5), pool, plainSlide(4)].reduce(
  (axis, slide) => slideOver(axis, slide),
  pixel,
);
const padded = slideOver(pixel, { ...plainSlide(3), pad: 1, padAfter: 1 });

describe("spanOf", () => {
  it("gives the pixels that the cells depend on", () => {
    expect([lenet.size, lenet.jump, lenet.offset]).toEqual([28, 4, 0]);
    expect(spanOf(lenet, 0, 1, 280)).toEqual({ from: 0, to: 1, start: 0, end: 28, skip: 0 });
    expect(spanOf(lenet, 10, 20, 280)).toEqual({ from: 10, to: 20, start: 40, end: 104, skip: 0 });
  });

  it("begins earlier where the tile's own padding would be seen, and drops those cells", () => {
    expect(spanOf(padded, 0, 5, 20)).toEqual({ from: 0, to: 5, start: 0, end: 6, skip: 0 });
    expect(spanOf(padded, 5, 10, 20)).toEqual({ from: 5, to: 10, start: 4, end: 11, skip: 1 });
    // The image's own border is seen as the whole image sees it.
    expect(spanOf(padded, 15, 20, 20)).toEqual({ from: 15, to: 20, start: 14, end: 20, skip: 1 });
  });
});

describe("planTiles", () => {
  const axes = { vertical: lenet, horizontal: lenet };

  it("takes one tile where all fits", () => {
    const image = { width: 280, height: 140 };
    const map = { rows: 29, columns: 64 };
    expect(planTiles(axes, image, map, { fits: () => true })).toEqual({
      map,
      tile: map,
      down: 1,
      across: 1,
      width: 280,
      height: 140,
      halo: 24,
    });
  });

  it("covers each cell once with tiles that fit and can be halved as often as there are levels", () => {
    const length = fc.integer({ min: 28, max: 5000 });
    const most = fc.integer({ min: 10_000, max: 2_000_000 });
    fc.assert(
      fc.property(length, length, most, (width, height, pixels) => {
        const image = { width, height };
        const map = { rows: lenet.count(height), columns: lenet.count(width) };
        const fits = (size: typeof image): boolean => size.width * size.height <= pixels;
        const plan = planTiles(axes, image, map, { fits });
        expect(fits(plan)).toBe(true);
        const tiles = [...tilesOf(axes, image, plan)];
        expect(tiles.length).toBe(plan.down * plan.across);
        const cells = tiles.reduce(
          (sum, { vertical, horizontal }) =>
            sum + (vertical.to - vertical.from) * (horizontal.to - horizontal.from),
          0,
        );
        expect(cells).toBe(map.rows * map.columns);
        const misplaced = tiles.filter(
          ({ row, column, vertical, horizontal }) =>
            vertical.from !== row * plan.tile.rows ||
            horizontal.from !== column * plan.tile.columns ||
            vertical.end - vertical.start > plan.height ||
            horizontal.end - horizontal.start > plan.width,
        );
        expect(misplaced).toEqual([]);
        const halved = 2 ** (levelsOf(plan) - 1);
        if (tiles.length > 1)
          expect([plan.tile.rows % halved, plan.tile.columns % halved]).toEqual([0, 0]);
      }),
      { numRuns: 100 },
    );
  });
});
