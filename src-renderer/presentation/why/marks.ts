/** @file What is marked in the lesson's figures. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import type { PlanePlace } from "./planes.ts";

/** What is looked at, what it stands on or sees, and what else belongs to it. */
type Kind = "chosen" | "window" | "faint";

/** Cells of one plane, from a place on. */
export interface PlaceMark extends PlanePlace {
  readonly height?: number;
  readonly width?: number;
  readonly kind: Kind;
}

/** A part of the image. */
export interface ImageMark extends Rectangle {
  readonly kind: Kind;
}
