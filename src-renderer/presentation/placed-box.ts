/** @file A box of an image that is moved and sized by keys, and one that is drawn between two points. */
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import type { Size } from "../../src-core/size.ts";

const least = 1; // pixel of the image

const within = (value: number, from: number, to: number): number =>
  Math.max(from, Math.min(to, value));

/** Moved as a whole, and never out of the image. */
export function moved(box: Rectangle, across: number, down: number, image: Size): Rectangle {
  return {
    ...box,
    x: within(box.x + across, 0, Math.max(0, image.width - box.width)),
    y: within(box.y + down, 0, Math.max(0, image.height - box.height)),
  };
}

/** Its right and lower sides are moved; a pixel is left. */
export function sized(box: Rectangle, across: number, down: number, image: Size): Rectangle {
  return {
    ...box,
    width: within(box.width + across, least, Math.max(least, image.width - box.x)),
    height: within(box.height + down, least, Math.max(least, image.height - box.y)),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Between two corners, whichever they are; the part that lies in the image, in whole pixels. Null where nothing does. */
export function between(a: Point, b: Point, image: Size): Rectangle | null {
  const side = (from: number, to: number, length: number): [number, number] => [
    within(Math.round(Math.min(from, to)), 0, length),
    within(Math.round(Math.max(from, to)), 0, length),
  ];
  const [left, right] = side(a.x, b.x, image.width);
  const [top, bottom] = side(a.y, b.y, image.height);
  if (right - left < least || bottom - top < least) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
