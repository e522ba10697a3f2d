/** @file How the image lies on the screen. */
import type { Rectangle } from "../../src-core/overlay/registration.ts";

/** A point of the image (pixels) is on the screen at `scale · point + (x, y)`, CSS pixels of the viewer. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The middle of what is seen (pixels of the image) at `scale` CSS pixels for each of its pixels: on a stage of any size. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export const toScreen = (view: View, area: Rectangle): Rectangle => ({
  x: view.x + area.x * view.scale,
  y: view.y + area.y * view.scale,
  width: area.width * view.scale,
  height: area.height * view.scale,
});

export const toImage = (view: View, x: number, y: number): { x: number; y: number } => ({
  x: (x - view.x) / view.scale,
  y: (y - view.y) / view.scale,
});
