/** @file temporary */
import type { Raster } from "./raster.ts";
import { heldRaster } from "./raster.ts";
export function scaledRaster(
  raster: Raster,
  { width, height }: { width: number; height: number },
): Raster {
  let whole: Promise<Raster> | null = null;
  const make = async (): Promise<Raster> => {
    const src = await raster.read({ x: 0, y: 0, width: raster.width, height: raster.height });
    const c = raster.channels;
    const data = new Uint8Array(width * height * c);
    const fx = raster.width / width,
      fy = raster.height / height;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let k = 0; k < c; k++) {
          let sum = 0,
            n = 0;
          for (let v = Math.floor(y * fy); v < Math.ceil((y + 1) * fy - 1e-9); v++)
            for (let u = Math.floor(x * fx); u < Math.ceil((x + 1) * fx - 1e-9); u++) {
              const w =
                (Math.min(v + 1, (y + 1) * fy) - Math.max(v, y * fy)) *
                (Math.min(u + 1, (x + 1) * fx) - Math.max(u, x * fx));
              sum += w * (src[(v * raster.width + u) * c + k] ?? 0);
              n += w;
            }
          data[(y * width + x) * c + k] = Math.round(sum / n);
        }
    return heldRaster({ data, width, height, channels: c });
  };
  return {
    width,
    height,
    channels: raster.channels,
    read: async (area) => {
      whole ??= make();
      return (await whole).read(area);
    },
  };
}
