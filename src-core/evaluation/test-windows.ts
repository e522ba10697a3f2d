/** @file The windows on which a classifier itself is tested: around annotated objects, and away from all of them. */
import type { Box } from "../detection/box.ts";
import type { Size } from "../size.ts";
import type { Annotation } from "./annotation.ts";

/** Top-left corner, in whole pixels of the image. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A window and the class that is right for it. */
export interface TestWindow extends Place {
  readonly classIndex: number;
}

/** An image's size, and what is annotated on it. */
export interface WindowSubject {
  readonly image: Size;
  readonly annotations: readonly Annotation[];
}

/** What of a classifier decides about its windows. */
export interface WindowClasses {
  readonly window: Size;
  readonly classes: readonly string[];
  /** Index of the class that means "nothing here"; null where there is none. */
  readonly background: number | null;
}

/** Pixels by which a window may be moved into the image, and by which a centre of background stays away from objects. */
const margin = 8;

/** Pixels from one window of background to the next. */
const gridStep = 16;

/** The windows of one image: of the objects as they are listed, then of the background row by row. */
export function* testWindows(
  { image, annotations }: WindowSubject,
  { window, classes, background }: WindowClasses,
): Generator<TestWindow> {
  for (const annotation of annotations) {
    const classIndex = classes.indexOf(annotation.label);
    const place = classIndex < 0 ? null : centredOn(annotation, window, image);
    if (place) yield { ...place, classIndex };
  }
  if (background === null) return;
  for (let y = 0; y + window.height <= image.height; y += gridStep)
    for (let x = 0; x + window.width <= image.width; x += gridStep) {
      const centre = { x: x + window.width / 2, y: y + window.height / 2 };
      if (!annotations.some((box) => isNear(centre, box))) yield { x, y, classIndex: background };
    }
}

/** @returns null where the window would have to be moved too far to lie in the image */
function centredOn(box: Box, window: Size, image: Size): Place | null {
  const wanted = {
    x: Math.floor(box.x + box.width / 2 - window.width / 2 + 0.5),
    y: Math.floor(box.y + box.height / 2 - window.height / 2 + 0.5),
  };
  const place = {
    x: Math.max(0, Math.min(wanted.x, image.width - window.width)),
    y: Math.max(0, Math.min(wanted.y, image.height - window.height)),
  };
  const moved = Math.max(Math.abs(place.x - wanted.x), Math.abs(place.y - wanted.y));
  return moved <= margin ? place : null;
}

/** Whether a point lies in a box enlarged by the margin on each side; on its border it does not. */
const isNear = ({ x, y }: Place, box: Box): boolean =>
  x > box.x - margin &&
  x < box.x + box.width + margin &&
  y > box.y - margin &&
  y < box.y + box.height + margin;
