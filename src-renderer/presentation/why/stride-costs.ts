/** @file From which stride on separate windows cost less than the pass. */

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface StrideCosts {
  readonly image: Size;
  readonly window: Size;
  /** Of one window, and of the pass: FLOPs, or milliseconds. */
  readonly perWindow: number;
  readonly pass: number;
}

/** Windows at this stride that lie inside the image. */
export function windowCount(image: Size, window: Size, stride: number): number {
  const along = (length: number, side: number): number =>
    length < side ? 0 : Math.floor((length - side) / stride) + 1;
  return along(image.width, window.width) * along(image.height, window.height);
}

export const windowsCost = ({ image, window, perWindow }: StrideCosts, stride: number): number =>
  windowCount(image, window, stride) * perWindow;

/** Largest stride that is worth asking about: two windows apart, or as far as the image reaches. */
export const longestStride = ({ image, window }: StrideCosts): number =>
  Math.max(2, Math.min(2 * window.width, image.width - window.width, image.height - window.height));

/** The smallest stride from which on windows never cost more than the pass; null where they do up to the longest. */
export function breakEvenStride(costs: StrideCosts): number | null {
  let first: number | null = null;
  for (let stride = longestStride(costs); stride >= 1; stride--) {
    if (windowsCost(costs, stride) > costs.pass) break;
    first = stride;
  }
  return first;
}

/** The windows' cost at every whole stride. */
export const strideSeries = (
  costs: StrideCosts,
): { readonly stride: number; readonly cost: number }[] =>
  Array.from({ length: longestStride(costs) }, (_, index) => ({
    stride: index + 1,
    cost: windowsCost(costs, index + 1),
  }));
