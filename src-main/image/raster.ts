/** @file An upright image's pixels, read in pieces: from memory, or from a tiled file on the disk. */
import type { Notice } from "../../src-core/contract/notices.ts";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import type { Decoded } from "./decode.ts";
import type { Pyramid } from "./pyramid.ts";

/** What a file says of its image before anything is decoded. */
export interface ImageFacts {
  /** Upright: the orientation of the file is applied. */
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Images in the file that are no levels of a pyramid; the first one is read. */
  readonly pages: number;
  /** Whether it is too large to be held in memory and is read from a tiled file. */
  readonly large: boolean;
  /** What of the file was not read, or not as it says. */
  readonly notices: readonly Notice[];
}

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Grey or RGB. */
  readonly channels: 1 | 3;
  /**
   * height × width × channels of a part of the image, uint8.
   * @param area whole pixels inside the image
   */
  read(area: Rectangle): Promise<Uint8Array>;
  /** The same without what it has kept of its own work: reading it takes as long as the first time. */
  readonly fresh?: () => Raster;
}

/** A raster that can also be read shrunk, without reading all of it. */
export interface PyramidRaster extends Raster {
  readonly pyramid: Pyramid;
  /**
   * Like `read`, of the image shrunk by 2^level: a pixel of it is the mean of 2^level × 2^level pixels.
   * @param area whole pixels inside the level's ⌈width / 2^level⌉ × ⌈height / 2^level⌉
   */
  readLevel(level: number, area: Rectangle): Promise<Uint8Array>;
}

/** @throws RangeError when the area is not made of whole pixels inside the image */
export function checkArea(area: Rectangle, { width, height }: { width: number; height: number }) {
  const whole = [area.x, area.y, area.width, area.height].every(Number.isInteger);
  const starts = area.x >= 0 && area.y >= 0 && area.width > 0 && area.height > 0;
  const ends = area.x + area.width <= width && area.y + area.height <= height;
  if (!whole || !starts || !ends)
    throw new RangeError(
      `area ${area.width}×${area.height} at (${area.x}, ${area.y}) is not inside the image of ${width}×${height}`,
    );
}

/** An image in memory. Whole rows are handed out as they are, without a copy: do not write into them. */
export function heldRaster({ data, width, height, channels }: Decoded): Raster {
  const read = (area: Rectangle): Uint8Array => {
    checkArea(area, { width, height });
    const line = width * channels;
    const start = area.y * line + area.x * channels;
    if (area.width === width) return data.subarray(start, start + area.height * line);
    const length = area.width * channels;
    const piece = new Uint8Array(area.height * length);
    for (let row = 0; row < area.height; row++)
      piece.set(data.subarray(start + row * line, start + row * line + length), row * length);
    return piece;
  };
  return {
    width,
    height,
    channels,
    // A wrong area rejects the promise instead of throwing past it.
    read: (area) =>
      new Promise((resolve) => {
        resolve(read(area));
      }),
  };
}
