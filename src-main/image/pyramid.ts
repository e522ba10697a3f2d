/** @file The levels in which a large image is looked at. */
import type { Size } from "../../src-core/size.ts";

/** Side of a tile, in pixels. */
export const tileSide = 512;

export interface Pyramid {
  readonly tile: number;
  /** Level 0 is the image, each further one half as large (rounded up); the last one fits into one tile. */
  readonly levels: number;
}

export function pyramidOf({ width, height }: Size): Pyramid {
  const tiles = Math.max(width, height) / tileSide;
  return { tile: tileSide, levels: Math.max(0, Math.ceil(Math.log2(tiles))) + 1 };
}

/** ⌈width / 2^level⌉ × ⌈height / 2^level⌉ */
export const levelSize = ({ width, height }: Size, level: number): Size => ({
  width: Math.ceil(width / 2 ** level),
  height: Math.ceil(height / 2 ** level),
});

/**
 * Whether the tiled file has smaller levels itself: libvips halves with rounding down, and a side must not come to nothing.
 * Long thin images have so few pixels that their levels are made from the image.
 */
export const hasStoredLevels = (size: Size): boolean =>
  Math.min(size.width, size.height) >= 2 ** pyramidOf(size).levels;

/** Bytes of the tiled file's pixels: whole tiles of all levels. */
export function tiledBytes(size: Size, channels: number): number {
  const levels = hasStoredLevels(size) ? pyramidOf(size).levels : 1;
  let tiles = 0;
  for (let level = 0; level < levels; level++) {
    const { width, height } = levelSize(size, level);
    tiles += Math.ceil(width / tileSide) * Math.ceil(height / tileSide);
  }
  return tiles * tileSide ** 2 * channels;
}
