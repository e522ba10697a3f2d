/** @file How a score map is cut into tiles, and its tiles into levels. */
import type { CellArea } from "../../src-core/contract/api.ts";

export interface CellSize {
  readonly rows: number;
  readonly columns: number;
}

export interface MapGrid extends CellSize {
  readonly classes: number;
  /** Cells of one tile (fewer at the right and lower border); both divisible by 2^(levels − 1). */
  readonly tile: CellSize;
  /** Level 0 are the map's cells; a cell of level L is the highest score of 2^L × 2^L of them. */
  readonly levels: number;
}

/** @throws RangeError when the tiles cannot be halved as often as there are levels */
export function checkGrid({ classes, rows, columns, tile, levels }: MapGrid): void {
  const lengths = [classes, rows, columns, tile.rows, tile.columns, levels];
  if (!lengths.every((length) => Number.isInteger(length) && length > 0))
    throw new RangeError(`a score map needs positive whole lengths, not ${lengths.join(", ")}`);
  const least = 2 ** (levels - 1);
  if (tile.rows % least !== 0 || tile.columns % least !== 0)
    throw new RangeError(
      `tiles of ${tile.rows}×${tile.columns} cells cannot be halved ${levels - 1} times`,
    );
}

/** Cells of the whole map at a level. */
export const levelSize = ({ rows, columns }: CellSize, level: number): CellSize => ({
  rows: Math.ceil(rows / 2 ** level),
  columns: Math.ceil(columns / 2 ** level),
});

/** Tiles in both directions, the same at every level. */
export const tilesOf = ({ rows, columns, tile }: MapGrid): CellSize => ({
  rows: Math.ceil(rows / tile.rows),
  columns: Math.ceil(columns / tile.columns),
});

/** Cells of a full tile at a level. */
export const tileAt = ({ tile }: MapGrid, level: number): CellSize => ({
  rows: tile.rows / 2 ** level,
  columns: tile.columns / 2 ** level,
});

/** The cells of one tile, in cells of level 0. */
export function tileArea({ rows, columns, tile }: MapGrid, row: number, column: number): CellArea {
  const [top, left] = [row * tile.rows, column * tile.columns];
  return {
    row: top,
    column: left,
    rows: Math.min(tile.rows, rows - top),
    columns: Math.min(tile.columns, columns - left),
  };
}

/** @throws RangeError when a part of the area is outside the map */
export function checkArea(map: CellSize, area: CellArea): void {
  const { row, column, rows, columns } = area;
  const inside = row >= 0 && column >= 0 && rows > 0 && columns > 0;
  if (!inside || row + rows > map.rows || column + columns > map.columns)
    throw new RangeError(
      `${rows}×${columns} cells at (${row}, ${column}) are not inside a map of ${map.rows}×${map.columns}`,
    );
}

interface Overlap {
  /** First cell in the tile, and in what is asked for. */
  readonly inside: number;
  readonly outside: number;
  readonly length: number;
}

/** The tiles of `size` cells along one axis that cells from `start` on lie in, each with the cells they share. */
export function* overlaps(
  start: number,
  length: number,
  size: number,
): Generator<[number, Overlap]> {
  const end = start + length;
  for (let tile = Math.floor(start / size); tile * size < end; tile++) {
    const from = Math.max(start, tile * size);
    const to = Math.min(end, (tile + 1) * size);
    yield [tile, { inside: from - tile * size, outside: from - start, length: to - from }];
  }
}
