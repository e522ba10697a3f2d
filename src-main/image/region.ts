/** @file Parts of an image made small: for reports and lists. */
import type { Sharp } from "sharp";
import sharp from "sharp";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import type { Decoded } from "./decode.ts";
import { levelSize } from "./pyramid.ts";
import { checkArea, heldRaster, type PyramidRaster, type Raster } from "./raster.ts";

/**
 * A part of the image as PNG.
 * @param longest pixels of its longer side at most; it is never enlarged
 */
export async function regionOf(
  raster: Raster,
  area: Rectangle,
  longest: number,
): Promise<Uint8Array> {
  return (await shrunk(raster, area, longest)).png({ compressionLevel: 4 }).toBuffer();
}

/** The whole image as WebP, at most `longest` pixels per side. */
export async function thumbnail(image: Raster | Decoded, longest: number): Promise<Uint8Array> {
  const raster = "read" in image ? image : heldRaster(image);
  const whole = { x: 0, y: 0, width: raster.width, height: raster.height };
  return (await shrunk(raster, whole, longest)).webp({ quality: 80, effort: 2 }).toBuffer();
}

async function shrunk(raster: Raster, area: Rectangle, longest: number): Promise<Sharp> {
  checkArea(area, raster);
  const { channels } = raster;
  const scale = Math.max(1, Math.max(area.width, area.height) / longest);
  const width = Math.max(1, Math.round(area.width / scale));
  const height = Math.max(1, Math.round(area.height / scale));
  const { data, size } = await readNear(raster, area, scale);
  const image = sharp(data, { raw: { ...size, channels } });
  const small = scale === 1 ? image : image.resize(width, height, { fit: "fill" });
  return small.toColourspace(channels === 1 ? "b-w" : "srgb");
}

interface Piece {
  readonly data: Uint8Array;
  readonly size: { readonly width: number; readonly height: number };
}

/** From a level that is at least twice as fine as is needed, so that its borders are right to half a pixel. */
export async function readNear(
  raster: Raster | PyramidRaster,
  area: Rectangle,
  scale: number,
): Promise<Piece> {
  if (!("readLevel" in raster)) return { data: await raster.read(area), size: sizeOf(area) };
  const wanted = Math.max(0, Math.floor(Math.log2(scale / 2)));
  const level = Math.min(wanted, raster.pyramid.levels - 1);
  const factor = 2 ** level;
  const whole = levelSize(raster, level);
  const x = Math.min(Math.round(area.x / factor), whole.width - 1);
  const y = Math.min(Math.round(area.y / factor), whole.height - 1);
  const width = Math.min(whole.width - x, Math.max(1, Math.round(area.width / factor)));
  const height = Math.min(whole.height - y, Math.max(1, Math.round(area.height / factor)));
  const data = await raster.readLevel(level, { x, y, width, height });
  return { data, size: { width, height } };
}

const sizeOf = ({ width, height }: Rectangle): Piece["size"] => ({ width, height });
