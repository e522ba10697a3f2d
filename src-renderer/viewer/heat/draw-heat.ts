/** @file The tiles in sight on one canvas: cells as squares from near, running into each other from afar. */
import type { Paint } from "../../../src-core/overlay/paint.ts";
import type { MapPlacement, Rectangle } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import type { TileAddress } from "../../host/tiles.ts";
import { cellsArea, coarserTile, finerTiles } from "./heat-grid.ts";
import type { HeatSource, HeatTile, ShownClass } from "./heat-source.ts";
import { cellsPicture, knownPicture, smoothPicture } from "./tile-picture.ts";
import type { View } from "../view.ts";
import { toScreen } from "../view.ts";

const squareFrom = 6; // CSS pixels of a cell from which on it is drawn as a square

export interface HeatView {
  readonly source: HeatSource;
  readonly shown: ShownClass;
  readonly placement: MapPlacement;
  readonly view: View;
  /** Screen pixels per CSS pixel. */
  readonly ratio: number;
}

export interface PaintedHeat extends HeatView {
  readonly paint: Paint;
  /** Nothing is drawn left of it, CSS pixels of the viewer. */
  readonly from: number;
}

/** Draws the tiles in sight; where one is not there yet, what is known of it from coarser and finer ones. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  heat: PaintedHeat,
  visible: readonly TileAddress[],
): void {
  const { placement, view, ratio, paint, from } = heat;
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.save();
  clipToMap(context, heat);
  if (from > 0) {
    const left = Math.round(from * ratio);
    clip(context, [left, 0, Math.max(0, width - left), height]);
  }
  eachPart(heat, visible, (tile, part, area) => {
    const cell = Math.min(placement.strideX, placement.strideY) * 2 ** tile.address.level;
    context.clearRect(...area);
    if (cell * view.scale >= squareFrom) {
      context.imageSmoothingEnabled = false;
      context.drawImage(cellsPicture(tile, paint), ...part, ...area);
    } else drawSmoothly(context, tile, paint, part, area);
  });
  context.restore();
}

/** Takes away what lies where cells have scores. */
export function eraseKnown(
  context: CanvasRenderingContext2D,
  heat: HeatView,
  visible: readonly TileAddress[],
): void {
  context.save();
  clipToMap(context, heat);
  context.globalCompositeOperation = "destination-out";
  context.imageSmoothingEnabled = false;
  eachPart(heat, visible, (tile, part, area) => {
    const known = knownPicture(tile);
    if (known === "all") context.fillRect(...area);
    else context.drawImage(known, ...part, ...area);
  });
  context.restore();
}

type Area = [x: number, y: number, width: number, height: number];

/** Colours run over the edges of cells, and are cut to those cells that count: no other one is touched. */
function drawSmoothly(
  context: CanvasRenderingContext2D,
  tile: HeatTile,
  paint: Paint,
  part: Area,
  area: Area,
): void {
  context.save();
  clip(context, area);
  context.imageSmoothingEnabled = true;
  context.drawImage(smoothPicture(tile, paint), ...part, ...area);
  context.imageSmoothingEnabled = false;
  context.globalCompositeOperation = "destination-in";
  context.drawImage(cellsPicture(tile, paint), ...part, ...area);
  context.restore();
}

/** The last coarse cells stand out of a map that is no multiple of them. */
function clipToMap(context: CanvasRenderingContext2D, { view, placement, ratio }: HeatView): void {
  clip(context, onScreenPixels(toScreen(view, mapRectangle(placement)), ratio));
}

function clip(context: CanvasRenderingContext2D, area: Area): void {
  context.beginPath();
  context.rect(...area);
  context.clip();
}

/** Edges rounded to the screen's pixels: neighbours share them, and no line shines through between them. */
export function onScreenPixels({ x, y, width, height }: Rectangle, ratio: number): Area {
  const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
  return [
    left,
    top,
    Math.round((x + width) * ratio) - left,
    Math.round((y + height) * ratio) - top,
  ];
}

/** @param part of the tile, cells. @param area where it lies, screen pixels */
type OnPart = (tile: HeatTile, part: Area, area: Area) => void;

function eachPart(heat: HeatView, visible: readonly TileAddress[], onPart: OnPart): void {
  for (const address of visible) {
    const tile = heat.source.get(heat.shown, address);
    if (tile) {
      within(heat, tile, address, onPart);
      continue;
    }
    const coarser = nearestCoarser(heat, address);
    if (coarser) within(heat, coarser, address, onPart);
    if (address.level === 0) continue;
    for (const child of finerTiles(address)) {
      const finer = heat.source.get(heat.shown, child);
      if (finer) within(heat, finer, child, onPart);
    }
  }
}

function nearestCoarser({ source, shown }: HeatView, address: TileAddress): HeatTile | undefined {
  for (let at = coarserTile(address); at.level < source.layer.levels; at = coarserTile(at)) {
    const tile = source.get(shown, at);
    if (tile) return tile;
  }
  return undefined;
}

/** As much of a tile as lies in the area of another one. */
function within(
  { source, placement, view, ratio }: HeatView,
  tile: HeatTile,
  place: TileAddress,
  onPart: OnPart,
): void {
  const { level, row, column } = tile.address;
  const side = source.layer.tile;
  const share = 2 ** (place.level - level);
  const [left, top] = [
    Math.max(0, (place.column * share - column) * side),
    Math.max(0, (place.row * share - row) * side),
  ];
  const columns = Math.min(tile.columns - left, side * share);
  const rows = Math.min(tile.rows - top, side * share);
  if (columns <= 0 || rows <= 0) return;
  const cells = { row: row * side + top, column: column * side + left, rows, columns };
  const area = onScreenPixels(toScreen(view, cellsArea(placement, level, cells)), ratio);
  onPart(tile, [left, top, columns, rows], area);
}
