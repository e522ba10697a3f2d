/** @file An image fitted into a size that a network wants, without being distorted. */
import { framedRaster } from "./framed-raster.ts";
import type { Raster } from "../raster.ts";
import { scaledRaster } from "./scaled-raster.ts";

export interface Letterbox {
  readonly raster: Raster;
  /** A point x of the raster is the image's x / scale, to within the half pixel by which a side is rounded. */
  readonly scale: number;
}

/**
 * The image as large as it fits, its corner in the corner of the size, and `ground` to its right or below it.
 * @throws RangeError for a size that is none
 */
export function letterboxRaster(
  raster: Raster,
  size: { readonly width: number; readonly height: number },
  ground = 127,
): Letterbox {
  const scale = Math.min(size.width / raster.width, size.height / raster.height);
  // A long thin image keeps one pixel.
  const along = (length: number): number => Math.max(1, Math.round(length * scale));
  const width = along(raster.width);
  const height = along(raster.height);
  const scaled = scaledRaster(raster, { width, height });
  return { raster: framedRaster(scaled, { x: 0, y: 0, ...size }, ground), scale };
}
