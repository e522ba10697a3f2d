import { expect, test } from "vitest";
import {
  cellsArea,
  finerTiles,
  heatLevel,
  coarserTile,
  tileCells,
  visibleTiles,
  showsCells,
} from "../../../src-renderer/viewer/heat/heat-grid.ts";

/** LeNet's cells over 30,001 × 29,999 pixels. */
const placement = {
  columns: 7494,
  rows: 7493,
  strideX: 4,
  strideY: 4,
  windowWidth: 28,
  windowHeight: 28,
};
const layer = { tile: 256, levels: 6 };
const viewer = { width: 1000, height: 800 };

test("a cell is a pixel of the screen or larger, and less than two where it can be", () => {
  const at = (scale: number, ratio = 1): number =>
    heatLevel(placement, layer, { scale, x: 0, y: 0 }, ratio);
  expect(at(48)).toBe(0);
  expect(at(0.25)).toBe(0); // 4 pixels · 0.25 = 1
  expect(at(0.24)).toBe(1);
  expect(at(0.24, 2)).toBe(0);
  expect(at(0.03)).toBe(4); // 2^4 · 4 · 0.03 = 1.92
  expect(at(1e-5)).toBe(5); // there is no coarser one
});

test("only tiles in sight are wanted, the middle first", () => {
  // At 100% a tile is 1024 pixels wide; the map begins at pixel 12.
  const view = { scale: 1, x: -(12 + 1024), y: -(12 + 2048) + 100 };
  expect(visibleTiles(placement, layer, view, viewer, 0)).toEqual([
    { level: 0, row: 2, column: 1 },
    { level: 0, row: 1, column: 1 },
  ]);
  expect(visibleTiles(placement, layer, { ...view, x: 2000 }, viewer, 0)).toEqual([]);
});

test("tiles at the border have fewer cells", () => {
  expect(tileCells(placement, layer, { level: 0, row: 0, column: 0 })).toEqual({
    rows: 256,
    columns: 256,
  });
  expect(tileCells(placement, layer, { level: 0, row: 29, column: 29 })).toEqual({
    rows: 69,
    columns: 70,
  });
  expect(tileCells(placement, layer, { level: 5, row: 0, column: 0 })).toEqual({
    rows: 235,
    columns: 235,
  });
});

test("a cell of level L lies where its 2^L × 2^L cells are", () => {
  const cells = { row: 1, column: 2, rows: 1, columns: 1 };
  expect(cellsArea(placement, 0, cells)).toEqual({ x: 20, y: 16, width: 4, height: 4 });
  expect(cellsArea(placement, 3, cells)).toEqual({ x: 76, y: 44, width: 32, height: 32 });
});

test("new cells concern the tiles that show them, on all levels", () => {
  const area = { row: 256, column: 0, rows: 10, columns: 256 };
  const touched = (level: number, row: number, column: number): boolean =>
    showsCells(layer, { level, row, column }, area);
  expect([touched(0, 0, 0), touched(0, 1, 0), touched(0, 1, 1)]).toEqual([false, true, false]);
  expect([touched(1, 0, 0), touched(1, 1, 0)]).toEqual([true, false]);
});

test("a tile's parent holds it among its children", () => {
  const tile = { level: 2, row: 5, column: 4 };
  expect(coarserTile(tile)).toEqual({ level: 3, row: 2, column: 2 });
  expect(finerTiles(coarserTile(tile))).toContainEqual(tile);
});
