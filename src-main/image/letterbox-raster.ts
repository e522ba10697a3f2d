/** @file temporary */
import type { Raster } from "./raster.ts";
import { heldRaster } from "./raster.ts";
import { scaledRaster } from "./scaled-raster.ts";
export function letterboxRaster(
  raster: Raster,
  size: { width: number; height: number },
  ground = 127,
): { raster: Raster; scale: number } {
  const scale = Math.min(size.width / raster.width, size.height / raster.height);
  const inner = {
    width: Math.min(size.width, Math.round(raster.width * scale)),
    height: Math.min(size.height, Math.round(raster.height * scale)),
  };
  const scaled = scaledRaster(raster, inner);
  return {
    scale,
    raster: {
      ...size,
      channels: raster.channels,
      read: async (area) => {
        const src = await scaled.read({ x: 0, y: 0, ...inner });
        const data = new Uint8Array(size.width * size.height * raster.channels).fill(ground);
        const line = inner.width * raster.channels;
        for (let y = 0; y < inner.height; y++)
          data.set(src.subarray(y * line, (y + 1) * line), y * size.width * raster.channels);
        return heldRaster({ data, ...size, channels: raster.channels }).read(area);
      },
    },
  };
}
