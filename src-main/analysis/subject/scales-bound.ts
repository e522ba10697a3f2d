/** @file How many pixels all scales of an image may have together. */
import { said } from "../../../src-core/messages/said.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Size } from "../../../src-core/size.ts";

/** Of any image; a larger one may have so many times its own. */
const [mostPixels, mostTimes] = [10 ** 9, 4];

/** @throws UserError where they have more: that would take hours, and a disk */
export function checkPixels(scales: readonly { readonly size: Size }[], image: Size): void {
  const pixels = scales.reduce((sum, { size }) => sum + size.width * size.height, 0);
  const most = Math.max(mostPixels, mostTimes * image.width * image.height);
  if (pixels <= most) return;
  const [{ size } = { size: image }] = scales;
  throw new UserError(
    "invalid-scales",
    said("analysis.scales-image-largest-megapixels", {
      scales: scales.length,
      width: image.width,
      height: image.height,
      width2: size.width,
      height2: size.height,
      pixels: mega(pixels),
      most: mega(most),
    }),
  );
}

const mega = (pixels: number): string => String(Math.round(pixels / 1e6));
