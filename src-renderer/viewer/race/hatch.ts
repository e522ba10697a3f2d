/** @file Oblique lines over what was not measured. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";

/** CSS pixels between two lines. */
const pitch = 7;

export interface Hatched {
  readonly area: Path2D;
  /** What was measured in it is left out: opaque pixels, and where they lie. */
  readonly measured: { readonly mask: HTMLCanvasElement; readonly place: Rectangle } | null;
}

/** Lines are drawn apart first, so that what is left out of them shows the picture below. */
const apart = document.createElement("canvas");

/** @param unit pixels of the canvas for each CSS pixel */
export function hatch(
  context: CanvasRenderingContext2D,
  { area, measured }: Hatched,
  colour: string,
  unit: number,
): void {
  const { width, height } = context.canvas;
  const lines = apart.getContext("2d");
  if (!lines) return;
  apart.width = width;
  apart.height = height;
  lines.clip(area);
  const step = pitch * unit * Math.SQRT2;
  lines.beginPath();
  for (let x = 0; x < width + height; x += step) {
    lines.moveTo(x, 0);
    lines.lineTo(x - height, height);
  }
  lines.strokeStyle = colour;
  lines.lineWidth = 1.2 * unit;
  lines.stroke();
  if (measured) {
    const { x, y, width: across, height: down } = measured.place;
    lines.globalCompositeOperation = "destination-out";
    lines.imageSmoothingEnabled = false;
    lines.drawImage(measured.mask, x, y, across, down);
  }
  context.drawImage(apart, 0, 0);
}
