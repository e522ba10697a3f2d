/** @file A whole picture resized by the means of areas. */
import { areaAxes } from "../../../src-main/image/resample/area-axis.ts";
import type { PixelPlane } from "../../../src-main/image/resample/area-resize.ts";
import { resampled } from "../../../src-main/image/resample/area-resize.ts";

export function resizeArea(pixels: PixelPlane, width: number, height: number): PixelPlane {
  const { x, y } = areaAxes(pixels, { width, height });
  return { data: resampled(pixels, x, y), width, height, channels: pixels.channels };
}
