/** @file The tiles of a score map that is looked at in parts: which of them are in sight, and where they lie. */
import type { CellArea, HeatLayer } from "../../../src-core/contract/api.ts";
import type { MapPlacement, Rectangle } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import type { Size } from "../../../src-core/size.ts";
import type { TileAddress } from "../../host/tiles.ts";
import type { View } from "../view.ts";
import { toImage } from "../view.ts";

export type MapSize = Pick<MapPlacement, "rows" | "columns">;

export const tileKey = ({ level, row, column }: TileAddress): string => `${level}/${row}/${column}`;

/** Cells of a tile: fewer than tile × tile at the right and lower border of the map. */
export function tileCells(map: MapSize, layer: HeatLayer, address: TileAddress): MapSize {
  const [rows, columns] = [map.rows, map.columns].map((count) =>
    Math.ceil(count / 2 ** address.level),
  );
  return {
    rows: Math.min(layer.tile, (rows ?? 0) - address.row * layer.tile),
    columns: Math.min(layer.tile, (columns ?? 0) - address.column * layer.tile),
  };
}

/** The finest level whose cells are not smaller than a pixel of the screen. @param ratio its pixels per CSS pixel */
export function heatLevel(
  { strideX, strideY }: MapPlacement,
  { levels }: HeatLayer,
  { scale }: View,
  ratio: number,
): number {
  const pixels = Math.min(strideX, strideY) * scale * ratio;
  return Math.max(0, Math.min(levels - 1, Math.ceil(-Math.log2(pixels))));
}

/** Cells of a level that are in sight, as [first, end) per axis; empty where the map is out of sight. */
function visibleCells(placement: MapPlacement, view: View, viewer: Size, level: number) {
  const map = mapRectangle(placement);
  const [width, height] = [placement.strideX * 2 ** level, placement.strideY * 2 ** level];
  const from = toImage(view, 0, 0);
  const to = toImage(view, viewer.width, viewer.height);
  const within = (value: number, end: number): number => Math.max(0, Math.min(end, value));
  const columns = Math.ceil(placement.columns / 2 ** level);
  const rows = Math.ceil(placement.rows / 2 ** level);
  return {
    left: within(Math.floor((from.x - map.x) / width), columns),
    right: within(Math.ceil((to.x - map.x) / width), columns),
    top: within(Math.floor((from.y - map.y) / height), rows),
    bottom: within(Math.ceil((to.y - map.y) / height), rows),
  };
}

/** Tiles of a level that are in sight, those in the middle of the viewer first. */
export function visibleTiles(
  placement: MapPlacement,
  { tile }: HeatLayer,
  view: View,
  viewer: Size,
  level: number,
): TileAddress[] {
  const { left, right, top, bottom } = visibleCells(placement, view, viewer, level);
  if (right <= left || bottom <= top) return [];
  const tiles: TileAddress[] = [];
  for (let row = Math.floor(top / tile); row * tile < bottom; row++)
    for (let column = Math.floor(left / tile); column * tile < right; column++)
      tiles.push({ level, row, column });
  const [middleX, middleY] = [(left + right) / 2 / tile - 0.5, (top + bottom) / 2 / tile - 0.5];
  const distance = ({ row, column }: TileAddress): number =>
    Math.hypot(column - middleX, row - middleY);
  return tiles.sort((a, b) => distance(a) - distance(b));
}

/** Where cells of a level lie on the image, which the last ones may stand out of the map. */
export function cellsArea(
  placement: MapPlacement,
  level: number,
  { row, column, rows, columns }: CellArea,
): Rectangle {
  const map = mapRectangle(placement);
  const [width, height] = [placement.strideX * 2 ** level, placement.strideY * 2 ** level];
  return {
    x: map.x + column * width,
    y: map.y + row * height,
    width: columns * width,
    height: rows * height,
  };
}

/** Whether a tile shows any of these cells of level 0. */
export function showsCells(
  { tile }: HeatLayer,
  { level, row, column }: TileAddress,
  area: CellArea,
): boolean {
  const side = tile * 2 ** level;
  const [left, top] = [column * side, row * side];
  const across = area.column < left + side && area.column + area.columns > left;
  return across && area.row < top + side && area.row + area.rows > top;
}

/** The tile of the next coarser level that holds a tile. */
export const coarserTile = ({ level, row, column }: TileAddress): TileAddress => ({
  level: level + 1,
  row: Math.floor(row / 2),
  column: Math.floor(column / 2),
});

/** The four tiles of the next finer level, some of which may be out of the map. */
export const finerTiles = ({ level, row, column }: TileAddress): TileAddress[] =>
  [0, 1, 2, 3].map((quarter) => ({
    level: level - 1,
    row: 2 * row + Math.floor(quarter / 2),
    column: 2 * column + (quarter % 2),
  }));
