/** @file Colours with transparency over an RGB picture. */
import type { Rectangle } from "../../../src-core/overlay/registration.ts";

/** height × width × 3 of a grey or an RGB picture; RGB stays what it is, and is written into. */
export function toRgb(pixels: Uint8Array, channels: 1 | 3): Uint8Array {
  if (channels === 3) return pixels;
  const rgb = new Uint8Array(3 * pixels.length);
  for (let index = 0; index < pixels.length; index++)
    rgb.fill(pixels[index] ?? 0, 3 * index, 3 * index + 3);
  return rgb;
}

/** @param colors RGBA, drawn at `area` of a picture that is `width` pixels wide */
export function blend(
  pixels: Uint8Array,
  width: number,
  area: Rectangle,
  colors: Uint8Array | Uint8ClampedArray,
): void {
  for (let row = 0; row < area.height; row++)
    for (let column = 0; column < area.width; column++)
      mix(
        pixels,
        3 * ((area.y + row) * width + area.x + column),
        colors,
        4 * (row * area.width + column),
      );
}

/** Where cells lie on a picture, in whole pixels; they may stand out of it. */
export interface CellPlacement {
  readonly rows: number;
  readonly columns: number;
  readonly left: number;
  readonly top: number;
  readonly strideX: number;
  readonly strideY: number;
}

/** @param colors RGBA of each cell, rows × columns × 4 */
export function blendCells(
  pixels: Uint8Array,
  picture: { width: number; height: number },
  colors: Uint8ClampedArray,
  cells: CellPlacement,
): void {
  const { left, top, strideX, strideY } = cells;
  const right = Math.min(picture.width, left + cells.columns * strideX);
  const bottom = Math.min(picture.height, top + cells.rows * strideY);
  for (let y = Math.max(0, top); y < bottom; y++) {
    const first = Math.floor((y - top) / strideY) * cells.columns;
    for (let x = Math.max(0, left); x < right; x++) {
      const cell = first + Math.floor((x - left) / strideX);
      mix(pixels, 3 * (y * picture.width + x), colors, 4 * cell);
    }
  }
}

function mix(
  pixels: Uint8Array,
  target: number,
  colors: Uint8Array | Uint8ClampedArray,
  source: number,
): void {
  const alpha = colors[source + 3] ?? 0;
  if (alpha === 0) return;
  for (let channel = 0; channel < 3; channel++) {
    const below = pixels[target + channel] ?? 0;
    const above = colors[source + channel] ?? 0;
    pixels[target + channel] = Math.round(below + ((above - below) * alpha) / 255);
  }
}
