/** @file How an image is cut into tiles whose scores join to the map of one pass over all of it. */
import type { FullyConvolutional } from "../network/surgery/convolutionalize.ts";
import type { Size } from "../size.ts";
import type { AxisGeometry } from "../network/geometry/axis.ts";
import type { Span } from "./span.ts";
import { runs, spanOf } from "./span.ts";

/** Numbers of cells. */
export interface CellExtent {
  readonly rows: number;
  readonly columns: number;
}

/** A part of the map and the pixels that give it. */
export interface Tile {
  /** Place among the tiles. */
  readonly row: number;
  readonly column: number;
  readonly vertical: Span;
  readonly horizontal: Span;
}

export interface TilePlan {
  /** Of the whole map. */
  readonly map: CellExtent;
  /** Cells of a tile; those of the last row and column of tiles may be fewer. */
  readonly tile: CellExtent;
  /** Tiles down and across. */
  readonly down: number;
  readonly across: number;
  /** Largest number of pixels of a tile, and what two neighbours share at most. */
  readonly width: number;
  readonly height: number;
  readonly halo: number;
}

type Axes = Pick<FullyConvolutional, "vertical" | "horizontal">;

export interface TileLimits {
  /** Whether the engine may be given so many pixels at once. */
  readonly fits: (size: Size) => boolean;
}

/** Side of a tile, in pixels, that is large enough for speed and small enough to be stopped at once. */
const usualSide = 1024;

/** A tile this many times as large as its halo computes at most 6 % of its pixels twice. */
const timesHalo = 35;

/**
 * One tile where all fits at once. Else tiles of equal size, as large as they have to be for little double work, and no
 * larger than fits.
 */
export function planTiles(
  { vertical, horizontal }: Axes,
  image: Size,
  map: CellExtent,
  { fits }: TileLimits,
): TilePlan {
  if (fits(image)) return planOf({ vertical, horizontal }, image, map, map);
  const halo = Math.max(haloOf(vertical), haloOf(horizontal));
  let side = Math.max(usualSide, timesHalo * halo);
  const tile = (): CellExtent => ({
    rows: cellsOf(vertical, side, map.rows),
    columns: cellsOf(horizontal, side, map.columns),
  });
  let plan = planOf({ vertical, horizontal }, image, map, tile());
  while (!fits(plan) && (plan.tile.rows > 1 || plan.tile.columns > 1)) {
    side = Math.floor(side * 0.85);
    plan = planOf({ vertical, horizontal }, image, map, tile());
  }
  return plan;
}

/** The plan with tiles of a given size, in cells. */
export function planOf(axes: Axes, image: Size, map: CellExtent, tile: CellExtent): TilePlan {
  const plan = {
    map,
    tile,
    down: Math.ceil(map.rows / tile.rows),
    across: Math.ceil(map.columns / tile.columns),
    halo: Math.max(haloOf(axes.vertical), haloOf(axes.horizontal)),
  };
  const longest = (axis: AxisGeometry, cells: number, most: number, length: number): number =>
    Math.max(
      ...[...runs(cells, most)].map(([from, to]) => {
        const { start, end } = spanOf(axis, from, to, length);
        return end - start;
      }),
    );
  return {
    ...plan,
    height: longest(axes.vertical, map.rows, tile.rows, image.height),
    width: longest(axes.horizontal, map.columns, tile.columns, image.width),
  };
}

/** The tiles, row by row. */
export function* tilesOf(axes: Axes, image: Size, plan: TilePlan): Generator<Tile> {
  const { map, tile } = plan;
  let row = 0;
  for (const [top, bottom] of runs(map.rows, tile.rows)) {
    const vertical = spanOf(axes.vertical, top, bottom, image.height);
    let column = 0;
    for (const [left, right] of runs(map.columns, tile.columns)) {
      const horizontal = spanOf(axes.horizontal, left, right, image.width);
      yield { row, column, vertical, horizontal };
      column++;
    }
    row++;
  }
}

/** Four parts of a tile (two where it is one cell high or wide), or none of a tile of one cell. */
export function quarters(axes: Axes, image: Size, { row, column, ...tile }: Tile): Tile[] {
  const halves = ({ from, to }: Span): [number, number][] => {
    const middle = from + Math.ceil((to - from) / 2);
    return middle < to
      ? [
          [from, middle],
          [middle, to],
        ]
      : [[from, to]];
  };
  const [rows, columns] = [halves(tile.vertical), halves(tile.horizontal)];
  if (rows.length === 1 && columns.length === 1) return [];
  return rows.flatMap(([top, bottom]) =>
    columns.map(([left, right]) => ({
      row,
      column,
      vertical: spanOf(axes.vertical, top, bottom, image.height),
      horizontal: spanOf(axes.horizontal, left, right, image.width),
    })),
  );
}

/** Pixels that neighbouring tiles share, at most. */
const haloOf = ({ size, jump, offset }: AxisGeometry): number =>
  Math.max(size - jump + (((offset % jump) + jump) % jump), 0);

/**
 * Cells of a tile of about `side` pixels: about the same for all tiles, and a multiple of a power of two about an eighth as
 * large, so that halved maps have whole tiles, too.
 */
function cellsOf(axis: AxisGeometry, side: number, cells: number): number {
  const most = Math.max(1, Math.floor((side - axis.size) / axis.jump) + 1);
  const multiple = 2 ** Math.floor(Math.log2(Math.min(Math.max(Math.min(most, cells) / 8, 1), 64)));
  const whole = Math.floor(most / multiple) * multiple;
  const even = Math.ceil(cells / Math.ceil(cells / whole));
  return Math.ceil(even / multiple) * multiple;
}

/**
 * Levels of the map, each half as large as the one before, so that the last is at most `longest` cells wide and high; fewer
 * where a tile cannot be halved so often.
 */
export function levelsOf({ map, tile }: TilePlan, longest = 256): number {
  let levels = 1;
  for (let step = 2; ; step *= 2) {
    const large = Math.max(map.rows, map.columns) * 2 > longest * step;
    if (!large || tile.rows % step !== 0 || tile.columns % step !== 0) return levels;
    levels++;
  }
}
