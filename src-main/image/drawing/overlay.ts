/** @file The heat-map and the detections on an image of any size, as PNG, band by band. */
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import type { CellArea, ScoreRange } from "../../../src-core/contract/api.ts";
import type { ClassColour } from "../../../src-core/overlay/class-colours.ts";
import { colorTable } from "../../../src-core/overlay/colormap.ts";
import { paintCells, usualOpacity } from "../../../src-core/overlay/paint.ts";
import type { MapPlacement } from "../../../src-core/overlay/registration.ts";
import { mapRectangle } from "../../../src-core/overlay/registration.ts";
import { pngPieces } from "./png-stream.ts";
import { blend, blendCells, toRgb } from "./blend.ts";
import { boxesIn, drawnBoxes } from "./overlay-boxes.ts";
import type { Raster } from "../raster.ts";

export interface Overlay {
  readonly placement: MapPlacement;
  /** Scores at the ends of the colours. */
  readonly range: ScoreRange;
  readonly detections: readonly EditedDetection[];
  /** The score from which on a cell is coloured. */
  readonly threshold: number;
  /** Of the box of a detection of a class. */
  readonly lineOf: (label: string) => ClassColour;
  /** Scores to show, rows × columns of a part of the map. */
  readonly plane: (area: CellArea) => Promise<Float32Array>;
}

/** Pixels of a band, about: tens of megabytes at work, however large the image is. */
const most = 6e6;
/** Pixels along a side of what is drawn at once: no drawing library makes a picture of any width. */
const widest = 4096;

/** The image with its overlay, in the size of the image. @param height of a band; by default what fits */
export function overlayPng(
  raster: Raster,
  overlay: Overlay,
  height = bandHeight(raster),
): AsyncGenerator<Uint8Array> {
  const format = { width: raster.width, height: raster.height, channels: 3 as const };
  return pngPieces(format, overlayBands(raster, overlay, height));
}

/** Whole rows of tiles of 256 pixels where they fit: a tiled file is read once then. */
function bandHeight({ width }: Raster): number {
  const rows = Math.max(16, Math.floor(most / width));
  return rows > 256 ? rows - (rows % 256) : rows;
}

/** RGB rows from top to bottom. */
export async function* overlayBands(
  raster: Raster,
  overlay: Overlay,
  height: number,
): AsyncGenerator<Uint8Array> {
  const boxes = drawnBoxes(overlay.detections, raster, overlay.lineOf);
  for (let y = 0; y < raster.height; y += height) {
    const band = { x: 0, y, width: raster.width, height: Math.min(height, raster.height - y) };
    const pixels = toRgb(await raster.read(band), raster.channels);
    await paintHeat(pixels, band, overlay);
    for (let x = 0; x < band.width; x += widest) {
      const part = { ...band, x, width: Math.min(widest, band.width - x) };
      const drawn = await boxesIn(boxes, part);
      if (drawn) blend(pixels, band.width, { ...part, y: 0 }, drawn);
    }
    yield pixels;
  }
}

/** Every cell is a rectangle of whole pixels, as `mapRectangle` says. */
async function paintHeat(
  pixels: Uint8Array,
  band: { y: number; width: number; height: number },
  { placement, range, threshold, plane }: Overlay,
): Promise<void> {
  const { rows, columns, strideX, strideY } = placement;
  const area = mapRectangle(placement);
  const [left, top] = [Math.round(area.x), Math.round(area.y)];
  const row = Math.max(0, Math.floor((band.y - top) / strideY));
  const end = Math.min(rows, Math.ceil((band.y + band.height - top) / strideY));
  if (end <= row) return;
  const paint = { colors: colorTable("viridis"), opacity: usualOpacity, threshold, range };
  const scores = await plane({ row, column: 0, rows: end - row, columns });
  const colors = paintCells(scores, paint);
  blendCells(...([pixels, band, colors] as const), {
    rows: end - row,
    columns,
    left,
    top: top + row * strideY - band.y,
    strideX,
    strideY,
  });
}
