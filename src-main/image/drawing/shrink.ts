/** @file A part of an image of any size as a small picture. */
import sharp from "sharp";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { toRgb } from "./blend.ts";
import type { Raster } from "../raster.ts";
import { heldRaster } from "../raster.ts";
import { readNear } from "../region.ts";

export interface RgbPicture {
  /** height × width × RGB */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Pixels that are read at once. */
const most = 4e6;

/**
 * The mean of the pixels that each small one stands for; a part that is small already grows by a whole number, pixel by pixel.
 * @param area whole pixels inside the image
 * @param side pixels of the longer side that are wished for
 */
export async function shrink(raster: Raster, area: Rectangle, side: number): Promise<RgbPicture> {
  // Of a large image only what is needed: a level of its pyramid instead of a gigapixel.
  const near = await readNear(raster, area, Math.max(area.width, area.height) / side);
  const { size, data: pixels } = near;
  const held = heldRaster({ data: pixels, ...size, channels: raster.channels });
  const factor = Math.floor(Math.max(size.width, size.height) / side) || 1;
  const { data, width, height } = await average(held, { x: 0, y: 0, ...size }, factor);
  const rest = side / Math.max(width, height);
  const scale = rest < 1 ? rest : Math.max(1, Math.floor(rest));
  if (scale === 1) return { data, width, height };
  const { data: resized, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), {
      fit: "fill",
      kernel: scale > 1 ? "nearest" : "lanczos3",
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: resized, width: info.width, height: info.height };
}

/** Each pixel is the mean of `factor` × `factor`, of fewer at the right and lower border. */
async function average(raster: Raster, area: Rectangle, factor: number): Promise<RgbPicture> {
  const width = Math.ceil(area.width / factor);
  const height = Math.ceil(area.height / factor);
  const data = new Uint8Array(width * height * 3);
  const together = Math.max(1, Math.floor(most / area.width / factor));
  for (let row = 0; row < height; row += together) {
    const y = row * factor;
    const band = { ...area, y: area.y + y, height: Math.min(together * factor, area.height - y) };
    const pixels = toRgb(await raster.read(band), raster.channels);
    if (factor === 1) data.set(pixels, row * width * 3);
    else data.set(means(pixels, band, factor), row * width * 3);
  }
  return { data, width, height };
}

function means(
  pixels: Uint8Array,
  { width, height }: { width: number; height: number },
  factor: number,
): Uint8Array {
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const sums = new Uint32Array(columns * rows * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const target = 3 * (Math.floor(y / factor) * columns + Math.floor(x / factor));
      const source = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++)
        sums[target + channel] = (sums[target + channel] ?? 0) + (pixels[source + channel] ?? 0);
    }
  const result = new Uint8Array(sums.length);
  for (let index = 0; index < sums.length; index++) {
    const column = Math.floor(index / 3) % columns;
    const row = Math.floor(index / 3 / columns);
    const across = Math.min(factor, width - column * factor);
    const down = Math.min(factor, height - row * factor);
    result[index] = Math.round((sums[index] ?? 0) / (across * down));
  }
  return result;
}
