/** @file Boxes on a canvas: outlines, and dots for those that are too small for one. */
import type { Dots, Label, Marked } from "./boxes.ts";
import { dot } from "./boxes.ts";

const color = "#ff8a3d";
const [red, green, blue] = [255, 138, 61];
const halo = "#0000004d";
const halosUpTo = 2000; // outlines: where there are more, their halos would darken the image

/** @param ratio screen pixels per CSS pixel */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  { outlines, dots }: Marked,
  ratio: number,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (dots) drawDots(context, dots);
  if (outlines.length === 0) return;
  const path = new Path2D();
  for (let at = 0; at < outlines.length; at += 4)
    path.rect(
      outlines[at] ?? 0,
      outlines[at + 1] ?? 0,
      outlines[at + 2] ?? 0,
      outlines[at + 3] ?? 0,
    );
  if (outlines.length <= 4 * halosUpTo) stroke(context, path, halo, 2.5);
  stroke(context, path, color, 1.5);
}

function stroke(
  context: CanvasRenderingContext2D,
  path: Path2D,
  style: string,
  width: number,
): void {
  [context.strokeStyle, context.lineWidth] = [style, width];
  context.stroke(path);
}

/** A picture with one pixel per square, enlarged: the cost is that of the screen, however many boxes there are. */
let small: HTMLCanvasElement | null = null;

function drawDots(context: CanvasRenderingContext2D, { columns, rows, counts, x, y }: Dots): void {
  small ??= document.createElement("canvas");
  if (small.width !== columns || small.height !== rows)
    [small.width, small.height] = [columns, rows];
  const pixels = new ImageData(columns, rows);
  const words = new Uint32Array(pixels.data.buffer);
  const levels = opacities();
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count > 0) words[at] = levels[Math.min(count, levels.length) - 1] ?? 0;
  }
  small.getContext("2d")?.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, x, y, columns * dot, rows * dot);
}

/** RGBA as one number each for one box in a square, for two, three…: the fuller, the more opaque. */
function opacities(): Uint32Array {
  const pixels = new Uint8ClampedArray(4 * 8);
  for (let level = 0; level < 8; level++)
    pixels.set([red, green, blue, 90 + (150 * level) / 7], 4 * level);
  return new Uint32Array(pixels.buffer);
}

const letter = 6.6; // CSS pixels, on average

export const chipWidth = (text: string): number => text.length * letter + 8;

/** Labels as the window shows them, for a picture of the view. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  textOf: (label: Label) => string,
): void {
  context.font = `650 11px ${getComputedStyle(document.body).fontFamily}`;
  for (const label of labels) {
    const text = textOf(label);
    const [x, y] = [label.x - 1, label.y - 16];
    context.fillStyle = color;
    context.fillRect(x, y, chipWidth(text), 16);
    context.fillStyle = "#1a0d04";
    context.fillText(text, x + 4, y + 12);
  }
}
