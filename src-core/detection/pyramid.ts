/** @file Scales of an image at which objects of all sizes that are wanted fill a window. */

import type { Size } from "./iou.ts";

export interface PyramidRequest {
  readonly image: Size;
  /** What the network sees of an object. */
  readonly window: Size;
  /** Sides of the smallest and the largest object, in pixels of the image. */
  readonly smallest: number;
  readonly largest?: number | undefined;
  /** From one scale to the next: half the area by default, as MTCNN has it. */
  readonly factor?: number;
}

/**
 * The largest scale first: there the smallest object fills the window. The last one is that at which the largest object fits
 * into it, or the smallest image that has room for a window.
 * @returns none where the image has no room for a window @throws RangeError for sizes that are none
 * Source: Zhang et al. 2016 (MTCNN), section II A.
 */
export function pyramidScales(request: PyramidRequest): number[] {
  const { image, window, smallest, largest = Infinity, factor = 0.709 } = request;
  if (!(smallest > 0 && largest >= smallest && factor > 0 && factor < 1))
    throw new RangeError(
      `objects from ${smallest} to ${largest} pixels in steps of ${factor}: sizes above 0 are needed, the smaller one first, and a step between 0 and 1`,
    );
  const side = Math.min(window.width, window.height);
  const least = Math.max(window.width / image.width, window.height / image.height);
  const scales: number[] = [];
  for (let scale = side / smallest; scale >= least; scale *= factor) {
    scales.push(scale);
    // From here on even the largest object is smaller than the window.
    if (side / scale >= largest) break;
  }
  return scales;
}
