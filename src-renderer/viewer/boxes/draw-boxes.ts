/** @file Boxes on a canvas: outlines, and dots for those that are too small for one. */
import type { Dots, BoxLabel, BoxMarks } from "./visible-boxes.ts";
import { dotSize } from "./visible-boxes.ts";
import { classColour, colourCount } from "./class-colours.ts";

const dash = [5, 3]; // CSS pixels
const halo = "#00000059";
const halosUpTo = 2000; // outlines: where there are more, their halos would darken the image

/** @param ratio screen pixels per CSS pixel */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  { outlines, colourIndices, dots, points }: BoxMarks,
  ratio: number,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (dots) drawDots(context, dots);
  if (outlines.length === 0) return;
  const paths = new Map<number, Path2D>();
  for (let at = 0; at < outlines.length; at += 4) {
    const index = colourIndices[at / 4] ?? 0;
    const path = paths.get(index) ?? new Path2D();
    paths.set(index, path);
    path.rect(
      outlines[at] ?? 0,
      outlines[at + 1] ?? 0,
      outlines[at + 2] ?? 0,
      outlines[at + 3] ?? 0,
    );
  }
  if (outlines.length <= 4 * halosUpTo)
    for (const path of paths.values()) stroke(context, path, halo, 3);
  for (const [index, path] of paths) {
    const { colour, dashed } = classColour(index);
    context.setLineDash(dashed ? dash : []);
    stroke(context, path, colour, 1.5);
  }
  context.setLineDash([]);
  drawPoints(context, points);
}

/** Points of objects (eyes, corners of a mouth): white upon dark, to be seen on any image. */
function drawPoints(context: CanvasRenderingContext2D, points: readonly number[]): void {
  for (const [radius, style] of [
    [3, "#000000b3"],
    [1.9, "#ffffff"],
  ] as const) {
    context.fillStyle = style;
    for (let at = 0; at < points.length; at += 2) {
      context.beginPath();
      context.arc(points[at] ?? 0, points[at + 1] ?? 0, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

function stroke(
  context: CanvasRenderingContext2D,
  path: Path2D,
  style: string,
  width: number,
): void {
  context.strokeStyle = style;
  context.lineWidth = width;
  context.stroke(path);
}

/** A picture with one pixel per square, enlarged: the cost is that of the screen, however many boxes there are. */
let small: HTMLCanvasElement | null = null;

function drawDots(
  context: CanvasRenderingContext2D,
  { columns, rows, counts, colourIndices, x, y }: Dots,
): void {
  small ??= document.createElement("canvas");
  if (small.width !== columns || small.height !== rows) {
    small.width = columns;
    small.height = rows;
  }
  const pixels = new ImageData(columns, rows);
  const words = new Uint32Array(pixels.data.buffer);
  const levels = opacities();
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count > 0)
      words[at] = levels[(colourIndices[at] ?? 0) * steps + Math.min(count, steps) - 1] ?? 0;
  }
  small.getContext("2d")?.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, x, y, columns * dotSize, rows * dotSize);
}

const steps = 8;

/** RGBA as one number each, colour by colour: for one box in a square, for two, three…: the fuller, the more opaque. */
function opacities(): Uint32Array {
  const pixels = new Uint8ClampedArray(4 * steps * colourCount);
  for (let index = 0; index < colourCount; index++) {
    const channels = [1, 3, 5].map((start) =>
      Number.parseInt(classColour(index).colour.slice(start, start + 2), 16),
    );
    for (let level = 0; level < steps; level++)
      pixels.set([...channels, 90 + (150 * level) / (steps - 1)], 4 * (index * steps + level));
  }
  return new Uint32Array(pixels.buffer);
}

const letter = 6.6; // CSS pixels, on average

export const chipWidth = (text: string): number => text.length * letter + 8;

/** Labels as the window shows them, for a picture of the view. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly BoxLabel[],
  textOf: (label: BoxLabel) => string,
): void {
  context.font = `650 11px ${getComputedStyle(document.body).fontFamily}`;
  for (const label of labels) {
    const text = textOf(label);
    const [x, y] = [label.x - 1, label.y - 16];
    const { colour, ink } = classColour(label.colourIndex);
    context.fillStyle = colour;
    context.fillRect(x, y, chipWidth(text), 16);
    context.fillStyle = ink;
    context.fillText(text, x + 4, y + 12);
  }
}
