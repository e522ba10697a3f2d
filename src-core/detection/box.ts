import type { Size } from "../size.ts";

/** A rectangle in pixels; x and y are its top-left corner. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** Intersection over union of two boxes: 0 where they only touch or are empty, 1 where they are the same. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) {
    return 0;
  }
  const intersection = width * height;
  return intersection / (a.width * a.height + b.width * b.height - intersection);
}

/** The part of a box that lies on the image; null where there is none, or where it is no box. */
export function clipToImage({ x, y, width, height }: Box, image: Size): Box | null {
  const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
  const [right, bottom] = [Math.min(x + width, image.width), Math.min(y + height, image.height)];
  if (!(right > left && bottom > top)) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
