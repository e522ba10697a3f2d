import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NetworkLayer } from "../../../src-core/contract/lesson/layers.ts";
import {
  cellInMiddle,
  regionsBehind,
} from "../../../src-renderer/presentation/why/layer-regions.ts";
import {
  cornerOf,
  indexOfPlace,
  placeAt,
  placeByKey,
  placeOfIndex,
} from "../../../src-renderer/presentation/why/planes.ts";
import {
  breakEvenStride,
  strideSeries,
  windowCount,
} from "../../../src-renderer/presentation/why/stride-costs.ts";

const layer = (field: number, jump: number, offset: number, cells: number): NetworkLayer => ({
  name: "layer",
  operator: "Conv",
  was: null,
  kernel: { width: 3, height: 3 },
  stride: { x: 1, y: 1 },
  dilation: { x: 1, y: 1 },
  pads: { left: 0, top: 0, right: 0, bottom: 0 },
  channels: 1,
  parameters: 0,
  field: { width: field, height: field },
  jump: { x: jump, y: jump },
  offset: { x: offset, y: offset },
  cells: { columns: cells, rows: cells },
  cellsOfWindow: { columns: 1, rows: 1 },
  flops: 0,
  flopsOfWindow: 0,
});

describe("planes of cells", () => {
  const layout = { down: 2, across: 3, height: 4, width: 5 };

  it("every number has a place, which is found where it is drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * 3 * 4 * 5 - 1 }), (index) => {
        const place = placeOfIndex(layout, index);
        expect(indexOfPlace(layout, place)).toBe(index);
        const { row, column } = cornerOf(layout, place);
        expect(placeAt(layout, row + 0.5, column + 0.5)).toEqual(place);
      }),
    );
  });

  it("a gap is no cell, and nothing lies outside", () => {
    expect(placeAt(layout, 1, 5.5)).toBeNull();
    expect(placeAt(layout, 4.5, 1)).toBeNull();
    expect(placeAt(layout, -0.1, 0)).toBeNull();
    expect(placeAt(layout, 0, 17)).toBeNull();
  });

  it("keys lead over gaps into the next plane, and stop at the borders", () => {
    const at = { plane: 0, y: 3, x: 4 };
    expect(placeByKey(layout, at, "ArrowRight")).toEqual({ plane: 1, y: 3, x: 0 });
    expect(placeByKey(layout, at, "ArrowDown")).toEqual({ plane: 3, y: 0, x: 4 });
    expect(placeByKey(layout, { plane: 0, y: 0, x: 0 }, "ArrowUp")).toEqual({
      plane: 0,
      y: 0,
      x: 0,
    });
    expect(placeByKey(layout, at, "End")).toEqual({ plane: 2, y: 3, x: 4 });
    expect(placeByKey(layout, at, "a")).toBeNull();
  });
});

describe("what lies behind a cell", () => {
  it("the regions of the layers lie within each other round the same middle", () => {
    // LeNet: conv 5, pool 2, conv 5, pool 2, dense 4.
    const layers = [
      layer(5, 1, 0, 276),
      layer(6, 2, 0, 138),
      layer(14, 2, 0, 134),
      layer(16, 4, 0, 67),
      layer(28, 4, 0, 64),
    ];
    const regions = regionsBehind(layers, { row: 10, column: 3 });
    expect(regions.at(-1)?.region).toEqual({ x: 12, y: 40, width: 28, height: 28 });
    for (const { region } of regions) {
      expect(region.x).toBeGreaterThanOrEqual(12);
      expect(region.x + region.width).toBeLessThanOrEqual(40);
    }
    expect(regionsBehind([], { row: 0, column: 0 })).toEqual([]);
  });

  it("a layer that pads looks beyond the image, and never at a cell that it has not", () => {
    const padding = layer(11, 4, -2, 8);
    expect(cellInMiddle(padding, { x: -40, y: 400, width: 10, height: 10 })).toEqual({
      row: 7,
      column: 0,
    });
  });
});

describe("windows against the pass", () => {
  const costs = {
    image: { width: 280, height: 280 },
    window: { width: 28, height: 28 },
    perWindow: 10,
    pass: 1000,
  };

  it("counts windows that lie inside the image", () => {
    expect(windowCount(costs.image, costs.window, 4)).toBe(64 * 64);
    expect(windowCount(costs.image, costs.window, 28)).toBe(100);
    expect(windowCount({ width: 27, height: 300 }, costs.window, 1)).toBe(0);
  });

  it("finds the stride from which on windows are never dearer", () => {
    // 1000 / 10 = 100 windows: ten along each axis, from a stride of 26 on (9 · 26 ≤ 252 < 10 · 26).
    expect(breakEvenStride(costs)).toBe(26);
    expect(breakEvenStride({ ...costs, pass: 1 })).toBeNull();
    expect(breakEvenStride({ ...costs, pass: 1e9 })).toBe(1);
    expect(strideSeries(costs)[27]).toEqual({ stride: 28, cost: 1000 });
  });
});
