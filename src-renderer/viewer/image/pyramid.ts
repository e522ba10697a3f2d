/** @file Where the tiles of a large image lie. Level 0 is the image; a pixel of level k covers 2^k × 2^k of its pixels. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import type { TileAddress } from "../../host/tiles.ts";

export interface Pyramid {
  /** Of level 0, pixels. */
  readonly width: number;
  readonly height: number;
  /** Side of a tile, pixels. */
  readonly tile: number;
  readonly levels: number;
}

/** Pixels of a level: the last of a row or column may cover less than 2^level pixels of an image that is no multiple. */
export const levelSize = (
  { width, height }: Pick<Pyramid, "width" | "height">,
  level: number,
): { width: number; height: number } => ({
  width: Math.ceil(width / 2 ** level),
  height: Math.ceil(height / 2 ** level),
});

/** Columns and rows of tiles. */
export function tileCount(pyramid: Pyramid, level: number): { columns: number; rows: number } {
  const { width, height } = levelSize(pyramid, level);
  return { columns: Math.ceil(width / pyramid.tile), rows: Math.ceil(height / pyramid.tile) };
}

/**
 * The part of the image that a tile's pixels cover, in pixels of level 0. Tiles at the right and lower border may stand out
 * of the image by less than a pixel of their level: squeezed into it, everything in them would be off its place.
 */
export function tileArea(pyramid: Pyramid, { level, row, column }: TileAddress): Rectangle {
  const size = levelSize(pyramid, level);
  const [left, top] = [column * pyramid.tile, row * pyramid.tile];
  const pixel = 2 ** level;
  return {
    x: left * pixel,
    y: top * pixel,
    width: Math.min(pyramid.tile, size.width - left) * pixel,
    height: Math.min(pyramid.tile, size.height - top) * pixel,
  };
}
