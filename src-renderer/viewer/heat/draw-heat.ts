/** @file A tile of scores as a picture, one pixel per cell, and all of those in sight on one canvas. */
import type { HeatLayer } from "../../../src-core/contract/api.ts";
import type { Paint } from "../../../src-core/overlay/paint.ts";
import { paintCells } from "../../../src-core/overlay/paint.ts";
import type { MapPlacement, Rectangle } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import type { TileAddress } from "../../host/tiles.ts";
import type { HeatTile, ShownClass } from "./tile-fetcher.ts";
import { cellsArea, finerTiles, coarserTile } from "./heat-grid.ts";
import { tintOpacity } from "./tint.ts";
import type { View } from "../view.ts";
import { toScreen } from "../view.ts";

interface PaintedTile {
  readonly paint: Paint;
  readonly canvas: HTMLCanvasElement;
}

/** A moved view paints nothing anew; a picture lasts as long as its tile. */
const painted = new WeakMap<HeatTile, PaintedTile>();

/**
 * Cells below the threshold get the tint that tells where there are scores; cells that are not there yet get nothing.
 * @param paint the same object as long as nothing of it changed
 */
function paintedTile(tile: HeatTile, paint: Paint): HTMLCanvasElement | null {
  const before = painted.get(tile);
  if (before?.paint === paint) return before.canvas;
  const canvas = before?.canvas ?? document.createElement("canvas");
  if (!before) {
    canvas.width = tile.columns;
    canvas.height = tile.rows;
  }
  const context = canvas.getContext("2d");
  if (!context) return null;
  const pixels = new ImageData(tile.columns, tile.rows);
  paintCells(tile.scores, paint, pixels.data);
  addTint(tile.scores, paint.colors, pixels.data);
  context.putImageData(pixels, 0, 0);
  painted.set(tile, { paint, canvas });
  return canvas;
}

/** Lays the tint beneath the colours of all cells that have a score. */
export function addTint(
  scores: Float32Array,
  colors: Uint8Array,
  pixels: Uint8ClampedArray,
): Uint8ClampedArray {
  for (let cell = 0; cell < scores.length; cell++) {
    if (Number.isNaN(scores[cell])) continue;
    const above = (pixels[4 * cell + 3] ?? 0) / 255;
    const below = tintOpacity * (1 - above);
    const alpha = above + below;
    for (let channel = 0; channel < 3; channel++) {
      const color = (pixels[4 * cell + channel] ?? 0) * above + (colors[channel] ?? 0) * below;
      pixels[4 * cell + channel] = color / alpha;
    }
    pixels[4 * cell + 3] = alpha * 255;
  }
  return pixels;
}

/** Where tiles come from. */
export interface HeatSource {
  readonly layer: HeatLayer;
  /** What is there of a tile, be it stale. */
  get(shown: ShownClass, tile: TileAddress): HeatTile | undefined;
}

export interface HeatView {
  readonly tiles: HeatSource;
  readonly shown: ShownClass;
  readonly placement: MapPlacement;
  readonly view: View;
  readonly paint: Paint;
  /** Screen pixels per CSS pixel. */
  readonly ratio: number;
}

/** Draws the tiles in sight; where one is not there yet, what is known of it from coarser and finer ones. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  heat: HeatView,
  visible: readonly TileAddress[],
): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.imageSmoothingEnabled = false;
  context.save();
  // The last coarse cells stand out of a map that is no multiple of them.
  context.beginPath();
  context.rect(...onScreenPixels(toScreen(heat.view, mapRectangle(heat.placement)), heat.ratio));
  context.clip();
  for (const address of visible) {
    const tile = heat.tiles.get(heat.shown, address);
    if (tile) {
      drawPart(context, heat, tile, address);
      continue;
    }
    const coarser = nearestCoarser(heat, address);
    if (coarser) drawPart(context, heat, coarser, address);
    if (address.level === 0) continue;
    for (const child of finerTiles(address)) {
      const finer = heat.tiles.get(heat.shown, child);
      if (finer) drawPart(context, heat, finer, child);
    }
  }
  context.restore();
}

/** Edges rounded to the screen's pixels: neighbours share them, and no line shines through between them. */
function onScreenPixels(
  { x, y, width, height }: Rectangle,
  ratio: number,
): [x: number, y: number, width: number, height: number] {
  const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
  return [
    left,
    top,
    Math.round((x + width) * ratio) - left,
    Math.round((y + height) * ratio) - top,
  ];
}

function nearestCoarser({ tiles, shown }: HeatView, address: TileAddress): HeatTile | undefined {
  for (let at = coarserTile(address); at.level < tiles.layer.levels; at = coarserTile(at)) {
    const tile = tiles.get(shown, at);
    if (tile) return tile;
  }
  return undefined;
}

/** Draws as much of a tile as lies in the area of another one, instead of what was drawn there before. */
function drawPart(
  context: CanvasRenderingContext2D,
  { tiles, placement, view, paint, ratio }: HeatView,
  tile: HeatTile,
  within: TileAddress,
): void {
  const picture = paintedTile(tile, paint);
  if (!picture) return;
  const { level, row, column } = tile.address;
  const side = tiles.layer.tile;
  const share = 2 ** (within.level - level);
  const [left, top] = [
    Math.max(0, (within.column * share - column) * side),
    Math.max(0, (within.row * share - row) * side),
  ];
  const columns = Math.min(tile.columns - left, side * share);
  const rows = Math.min(tile.rows - top, side * share);
  if (columns <= 0 || rows <= 0) return;
  const cells = { row: row * side + top, column: column * side + left, rows, columns };
  const area = onScreenPixels(toScreen(view, cellsArea(placement, level, cells)), ratio);
  context.clearRect(...area);
  context.drawImage(picture, left, top, columns, rows, ...area);
}
