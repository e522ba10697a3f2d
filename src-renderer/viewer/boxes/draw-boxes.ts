/** @file Boxes on a canvas: outlines, dots for those that are too small for one, points of objects, and labels. */
import { classColour } from "../../../src-core/overlay/class-colours.ts";
import type { Pixels } from "./outline-pixels.ts";
import { writeBoxes } from "./outline-pixels.ts";
import type { BoxLabel, BoxMarks } from "./visible-boxes.ts";

/** What is drawn into, kept from frame to frame. */
interface Room extends Pixels {
  readonly image: ImageData;
}

const rooms = new WeakMap<HTMLCanvasElement, Room>();

/** @param ratio screen pixels per CSS pixel */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  { points, ...marks }: BoxMarks,
  ratio: number,
): void {
  const room = roomOf(context.canvas);
  if (!room) return;
  writeBoxes(room, marks, ratio);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.putImageData(room.image, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawPoints(context, points);
}

function roomOf(canvas: HTMLCanvasElement): Room | null {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return null;
  const before = rooms.get(canvas);
  if (before?.width === width && before.height === height) return before;
  const image = new ImageData(width, height);
  const room = { image, words: new Uint32Array(image.data.buffer), width, height };
  rooms.set(canvas, room);
  return room;
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

const chipHeight = 16; // CSS pixels
const chipsKept = 1500; // chips: text is drawn once, and moved as a picture
const chips = new Map<string, HTMLCanvasElement>();

/** @param ratio screen pixels per CSS pixel */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly BoxLabel[],
  textOf: (label: BoxLabel) => string,
  ratio: number,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const label of labels) {
    const chip = chipFor(textOf(label), label.colourIndex, ratio);
    const [x, y] = [Math.round((label.x - 1) * ratio), Math.round(label.y * ratio)];
    context.drawImage(chip, x, y - chip.height);
  }
}

function chipFor(text: string, colourIndex: number, ratio: number): HTMLCanvasElement {
  const key = `${ratio} ${colourIndex} ${text}`;
  const before = chips.get(key);
  if (before) return before;
  if (chips.size >= chipsKept) chips.clear();
  const chip = paintedChip(text, colourIndex, ratio);
  chips.set(key, chip);
  return chip;
}

function paintedChip(text: string, colourIndex: number, ratio: number): HTMLCanvasElement {
  const chip = document.createElement("canvas");
  const context = chip.getContext("2d");
  if (!context) return chip;
  const font = `650 11px ${getComputedStyle(document.body).fontFamily}`;
  context.font = font;
  const width = Math.ceil(context.measureText(text).width) + 8;
  chip.width = Math.round(width * ratio);
  chip.height = Math.round(chipHeight * ratio);
  context.scale(ratio, ratio);
  const { colour, ink } = classColour(colourIndex);
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(0, 0, width, chipHeight, [2, 2, 2, 0]);
  context.fill();
  // The size of a canvas resets its font.
  context.font = font;
  context.fillStyle = ink;
  context.fillText(text, 4, 12);
  return chip;
}
