/** @file A box before it is decided whether it counts. */
import type { Box } from "./box.ts";
import { clipToImage } from "./box.ts";
import type { Size } from "../size.ts";
import type { Detection } from "./peaks.ts";
import type { BoxFault } from "../contract/box-faults.ts";

export interface Candidate extends Detection {
  /** Which of the image's scales it was found on; 0 is the largest. */
  readonly scale: number;
  /** Where the network says that the window's object is, where it says so. */
  readonly object?: Box | undefined;
  /** Why it is no box: it is counted, and no detection. */
  readonly fault?: BoxFault | undefined;
  /** Points of the object, in the network's order. */
  readonly landmarks?: Point[] | undefined;
}

/** Pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What counts; the head's own where it is left out. */
export interface LimitsRequest {
  /** The lowest score, of all classes. */
  readonly threshold?: number | undefined;
  /** Most overlap of two boxes. */
  readonly overlap?: number | undefined;
}

/** Boxes below it are nothing that anybody looks for, and there are many of them. */
export const lowestScore = 0.01;

/** The window moved to its object, as far as that lies on the image. */
export function objectOf({ object, ...window }: Candidate, image: Size): Candidate[] {
  const box = clipToImage(object ?? window, image);
  return box ? [{ ...window, ...box }] : [];
}
