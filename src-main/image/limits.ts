/** @file How large an image may be, told with its numbers. */
import { said } from "../../src-core/messages/said.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Message } from "../../src-core/messages/template.ts";
import type { Size } from "../../src-core/size.ts";

/** Above either of these an image is not held in memory but read from a tiled file. */
export interface Large {
  /** Pixels of the whole image. */
  readonly pixels: number;
  /** Pixels of its longer side. */
  readonly side: number;
}
export const large: Large = { pixels: 32_000_000, side: 16_384 };

/** Pixels that one decode may hold in memory. */
export const mostHeld = 250_000_000;

/** Pixels of the largest image that can be opened at all: 16 GB of tiles in colour. */
export const mostPixels = 4_000_000_000;

export const isLarge = ({ width, height }: Size, { pixels, side }: Large): boolean =>
  width * height > pixels || Math.max(width, height) > side;

/** @throws UserError `image-too-large` with the numbers and what to do */
export function checkSize(path: string, { width, height }: Size, most: number): void {
  if (width * height <= most) return;
  throw new UserError(
    "image-too-large",
    said("image.too-large", {
      path,
      width,
      height,
      megapixels: millions(width * height),
      most: millions(most),
    }),
  );
}

/**
 * A file whose last bytes are needed for its first row takes up to 8 bytes of memory per pixel.
 * @param kind what the file is, like "progressive JPEG"
 * @throws UserError `image-too-large`
 */
export function checkWhole(path: string, { width, height }: Size, kind: Message): void {
  if (width * height <= mostHeld) return;
  throw new UserError(
    "image-too-large",
    said("image.too-large-whole", {
      path,
      width,
      height,
      megapixels: millions(width * height),
      kind,
      most: millions(mostHeld),
    }),
  );
}

const millions = (count: number): number => Math.ceil(count / 1e6);
