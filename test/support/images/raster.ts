/** @file Images in memory, for what reads a raster in pieces. */
import type { Raster } from "../../../src-main/image/raster.ts";
import { seeded } from "../random.ts";

/** @param data height × width × channels */
export const heldRaster = (
  data: Uint8Array,
  width: number,
  height: number,
  channels: 1 | 3,
): Raster => ({
  width,
  height,
  channels,
  read: ({ x, y, width: across, height: down }) => {
    if (x < 0 || y < 0 || x + across > width || y + down > height)
      throw new RangeError("a part outside the image was asked for");
    const part = new Uint8Array(across * down * channels);
    for (let row = 0; row < down; row++) {
      const start = ((y + row) * width + x) * channels;
      part.set(data.subarray(start, start + across * channels), row * across * channels);
    }
    return Promise.resolve(part);
  },
});

export function randomRaster(width: number, height: number, channels: 1 | 3, seed = 1): Raster {
  const next = seeded(seed);
  const data = Uint8Array.from({ length: width * height * channels }, () => 256 * next());
  return heldRaster(data, width, height, channels);
}
