/** @file An upright image's pixels, read in pieces: from memory, or from a tiled file on the disk. */
import type { Rectangle } from "../../src-core/overlay/registration.ts";

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
}
