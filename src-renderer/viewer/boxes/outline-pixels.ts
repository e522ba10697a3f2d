/** @file Outlines and dots as pixels: thousands of straight lines are written faster than they are stroked. */
import { channelsOf, classColour, colourCount } from "../../../src-core/overlay/class-colours.ts";
import type { BoxMarks, Dots } from "./visible-boxes.ts";
import { dotSize } from "./visible-boxes.ts";

/** A picture of the viewer, one number per screen pixel: red, green, blue and opacity from the lowest byte up. */
export interface Pixels {
  readonly words: Uint32Array;
  readonly width: number;
  readonly height: number;
}

const halo = rgba(0, 0, 0, 0x59);
const halosUpTo = 2000; // outlines: where there are more, their halos would darken the image
const [dashed, gap] = [5, 3]; // CSS pixels
const dot = 2; // CSS pixels drawn and left out, in turns, of a rejected box
const lineWidth = 1.5; // CSS pixels
const thinBelow = 24; // CSS pixels of a box whose line is thin: the cells in it are to be seen
const dotLevels = 8;

const lineColours = Uint32Array.from({ length: colourCount }, (_, index) =>
  rgba(...channelsOf(classColour(index).colour), 255),
);

/** Colour by colour: for one box in a square, for two, three…: the fuller, the more opaque. */
const dotColours = Uint32Array.from({ length: colourCount * dotLevels }, (_, at) => {
  const channels = channelsOf(classColour(Math.floor(at / dotLevels)).colour);
  return rgba(...channels, Math.round(90 + (150 * (at % dotLevels)) / (dotLevels - 1)));
});

function rgba(red: number, green: number, blue: number, opacity: number): number {
  return (red | (green << 8) | (blue << 16) | (opacity << 24)) >>> 0;
}

/** @param ratio screen pixels per CSS pixel */
export function writeBoxes(
  pixels: Pixels,
  { outlines, colourIndices, rejected, dots }: Omit<BoxMarks, "points">,
  ratio: number,
): void {
  pixels.words.fill(0);
  if (dots) writeDots(pixels, dots, ratio);
  const edge = Math.max(1, Math.round(ratio));
  const lineOf = (at: number): number => {
    const isSmall = Math.min(outlines[at + 2] ?? 0, outlines[at + 3] ?? 0) < thinBelow;
    return isSmall || rejected?.has(at / 4) ? edge : Math.max(1, Math.round(lineWidth * ratio));
  };
  // Dark lines first: none lies over the line of a neighbour.
  if (outlines.length <= 4 * halosUpTo)
    for (let at = 0; at < outlines.length; at += 4) {
      if (rejected?.has(at / 4)) continue;
      writeFrame(pixels, outlines, at, ratio, {
        line: lineOf(at),
        beyond: edge,
        colour: halo,
        dash: 0,
        gap: 0,
      });
    }
  for (let at = 0; at < outlines.length; at += 4) {
    const index = colourIndices[at / 4] ?? 0;
    const isDashed = classColour(index).dashed;
    const isRejected = rejected?.has(at / 4) ?? false;
    const [drawn, left] = isRejected ? [dot, dot] : isDashed ? [dashed, gap] : [0, 0];
    writeFrame(pixels, outlines, at, ratio, {
      line: lineOf(at),
      beyond: 0,
      colour: lineColours[index % colourCount] ?? 0,
      dash: Math.round(drawn * ratio),
      gap: Math.round(left * ratio),
    });
  }
}

interface Frame {
  /** Width of a line, and how far beyond it on both sides it reaches, screen pixels. */
  readonly line: number;
  readonly beyond: number;
  readonly colour: number;
  /** Screen pixels drawn and left out, in turns; 0 where the line is whole. */
  readonly dash: number;
  readonly gap: number;
}

/** Four lines; the box's edge lies in their middle. */
function writeFrame(
  pixels: Pixels,
  outlines: readonly number[],
  at: number,
  ratio: number,
  frame: Frame,
): void {
  const { line, beyond } = frame;
  const near = (value: number): number => Math.round(value * ratio - line / 2);
  const [x, y] = [outlines[at] ?? 0, outlines[at + 1] ?? 0];
  const [left, top] = [near(x), near(y)];
  const [right, bottom] = [near(x + (outlines[at + 2] ?? 0)), near(y + (outlines[at + 3] ?? 0))];
  const [from, to] = [left - beyond, right + line + beyond];
  for (const row of [top, bottom])
    for (let y = row - beyond; y < row + line + beyond; y++)
      writeAcross(pixels, y, from, to, frame);
  for (const column of [left, right])
    for (let y = top + line + beyond; y < bottom - beyond; y++)
      writeDown(pixels, y, column - beyond, column + line + beyond, y - top, frame);
}

function writeAcross(
  { words, width, height }: Pixels,
  y: number,
  from: number,
  to: number,
  { colour, dash, gap }: Frame,
): void {
  if (y < 0 || y >= height) return;
  const [first, end] = [Math.max(0, from), Math.min(width, to)];
  if (dash === 0) {
    if (end > first) words.fill(colour, y * width + first, y * width + end);
    return;
  }
  for (let x = first; x < end; x++)
    if ((x - from) % (dash + gap) < dash) words[y * width + x] = colour;
}

function writeDown(
  { words, width, height }: Pixels,
  y: number,
  from: number,
  to: number,
  along: number,
  { colour, dash, gap }: Frame,
): void {
  if (y < 0 || y >= height || (dash > 0 && along % (dash + gap) >= dash)) return;
  const end = Math.min(width, to);
  for (let x = Math.max(0, from); x < end; x++) words[y * width + x] = colour;
}

function writeDots(
  { words, width, height }: Pixels,
  { columns, rows, counts, colourIndices, x, y }: Dots,
  ratio: number,
): void {
  const at = (corner: number, square: number): number =>
    Math.round((corner + square * dotSize) * ratio);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const count = counts[row * columns + column] ?? 0;
      if (count === 0) continue;
      const index = colourIndices[row * columns + column] ?? 0;
      const colour = dotColours[index * dotLevels + Math.min(count, dotLevels) - 1] ?? 0;
      const [left, right] = [Math.max(0, at(x, column)), Math.min(width, at(x, column + 1))];
      const bottom = Math.min(height, at(y, row + 1));
      for (let line = Math.max(0, at(y, row)); line < bottom && right > left; line++)
        words.fill(colour, line * width + left, line * width + right);
    }
}
