/** @file Windows anywhere in an image, side by side. */
import type { Pixels } from "../../engine/engine.ts";
import type { Raster } from "../../image/raster.ts";
import type { Size } from "../../../src-core/size.ts";

/** @param places top-left corners of windows inside the image */
export async function cutWindows(
  raster: Raster,
  { width, height }: Size,
  places: readonly { readonly x: number; readonly y: number }[],
): Promise<Pixels> {
  const { channels } = raster;
  const length = width * height * channels;
  const data = new Uint8Array(places.length * length);
  for (const [index, { x, y }] of places.entries())
    data.set(await raster.read({ x, y, width, height }), index * length);
  return { data, batch: places.length, height, width, channels };
}
