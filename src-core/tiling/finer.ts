/** @file Tiles of a coarse map as tiles of a finer one that lies in it. */
import type { CellExtent, Tile, TilePlan } from "./plan.ts";
import type { Span } from "./span.ts";

/** @param times how many cells of the finer map lie along one of the coarse map's @param cells of the whole finer map */
const finerSpan = (span: Span, times: number, cells: number): Span => ({
  ...span,
  from: span.from * times,
  to: Math.min(span.to * times, cells),
});

/** The same pixels, and the cells of the finer map that they give. */
export const finerTile = (tile: Tile, times: number, map: CellExtent): Tile => ({
  ...tile,
  vertical: finerSpan(tile.vertical, times, map.rows),
  horizontal: finerSpan(tile.horizontal, times, map.columns),
});

/** The same tiles, counted in cells of the finer map. */
export const finerPlan = (plan: TilePlan, times: number, map: CellExtent): TilePlan => ({
  ...plan,
  map,
  tile: { rows: plan.tile.rows * times, columns: plan.tile.columns * times },
});
