/** @file A tile of scores as pictures, one pixel per cell: painted once, drawn in every frame. */
import type { Paint } from "../../../src-core/overlay/paint.ts";
import { paintCells } from "../../../src-core/overlay/paint.ts";
import type { MapSize } from "./heat-grid.ts";
import type { HeatTile } from "./heat-source.ts";
import { spreadColours } from "./spread-colours.ts";

interface Painted {
  readonly paint: Paint;
  readonly pixels: ImageData;
  readonly cells: HTMLCanvasElement;
  smooth: HTMLCanvasElement | null;
}

/** A moved view paints nothing anew; a picture lasts as long as its tile. */
const painted = new WeakMap<HeatTile, Painted>();
const known = new WeakMap<HeatTile, HTMLCanvasElement | "all">();

/** @param paint the same object as long as nothing of it changed */
export function cellsPicture(tile: HeatTile, paint: Paint): HTMLCanvasElement {
  return paintedTile(tile, paint).cells;
}

/** The same colours to be drawn smoothly. */
export function smoothPicture(tile: HeatTile, paint: Paint): HTMLCanvasElement {
  const made = paintedTile(tile, paint);
  if (made.smooth) return made.smooth;
  const canvas = canvasFor(tile);
  const { data } = made.pixels;
  spreadColours(data, tile);
  canvas.getContext("2d")?.putImageData(made.pixels, 0, 0);
  made.smooth = canvas;
  return canvas;
}

/** Opaque where a cell has a score; "all" where every cell has one. */
export function knownPicture(tile: HeatTile): HTMLCanvasElement | "all" {
  const before = known.get(tile);
  if (before) return before;
  const made = tile.scores.some(Number.isNaN) ? knownCanvas(tile) : "all";
  known.set(tile, made);
  return made;
}

function paintedTile(tile: HeatTile, paint: Paint): Painted {
  const before = painted.get(tile);
  if (before?.paint === paint) return before;
  const cells = before?.cells ?? canvasFor(tile);
  const pixels = new ImageData(tile.columns, tile.rows);
  paintCells(tile.scores, paint, pixels.data);
  cells.getContext("2d")?.putImageData(pixels, 0, 0);
  const made = { paint, pixels, cells, smooth: null };
  painted.set(tile, made);
  return made;
}

function knownCanvas(tile: HeatTile): HTMLCanvasElement {
  const canvas = canvasFor(tile);
  const pixels = new ImageData(tile.columns, tile.rows);
  for (const [cell, score] of tile.scores.entries())
    pixels.data[4 * cell + 3] = Number.isNaN(score) ? 0 : 255;
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas;
}

function canvasFor({ rows, columns }: MapSize): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  return canvas;
}
