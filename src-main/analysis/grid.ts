/** @file The cells of a score map that stand for windows of the image. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { FullyConvolutional, Size } from "../../src-core/network/convolutionalize.ts";

/** Cell (r, c) is the window at (c·strideX, r·strideY); all windows lie inside the image. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly strideX: number;
  readonly strideY: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Networks that pad give a few cells whose windows would stand out of the image; these are left out.
 * @throws UserError when the image is smaller than one window
 */
export function gridOf(network: FullyConvolutional, image: Size): Grid {
  const { window, vertical, horizontal } = network;
  if (image.width < window.width || image.height < window.height)
    throw new UserError(
      "image-too-small",
      `window ${window.width}×${window.height} is larger than the image ${image.width}×${image.height}: pad, upscale, or choose a smaller model`,
    );
  const inside = (length: number, size: number, stride: number): number =>
    Math.floor((length - size) / stride) + 1;
  return {
    columns: Math.min(
      horizontal.count(image.width),
      inside(image.width, window.width, horizontal.jump),
    ),
    rows: Math.min(
      vertical.count(image.height),
      inside(image.height, window.height, vertical.jump),
    ),
    strideX: horizontal.jump,
    strideY: vertical.jump,
    width: window.width,
    height: window.height,
  };
}
