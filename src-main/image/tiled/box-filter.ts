/** @file Pixels shrunk by means, or moved by a part of a pixel. */
import type { Size } from "../../../src-core/size.ts";

/**
 * Means of factor × factor pixels; at the right and lower border of those that are there.
 * @param data height × width × channels
 * @returns ⌈height / factor⌉ × ⌈width / factor⌉ × channels
 */
export function boxFiltered(
  data: Uint8Array,
  { width, height }: Size,
  channels: number,
  factor: number,
): Uint8Array {
  const columns = Math.ceil(width / factor);
  const rows = Math.ceil(height / factor);
  const result = new Uint8Array(rows * columns * channels);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let channel = 0; channel < channels; channel++) {
        const right = Math.min(width, (column + 1) * factor);
        const bottom = Math.min(height, (row + 1) * factor);
        let sum = 0;
        for (let y = row * factor; y < bottom; y++)
          for (let x = column * factor; x < right; x++)
            sum += data[(y * width + x) * channels + channel] ?? 0;
        const count = (right - column * factor) * (bottom - row * factor);
        result[(row * columns + column) * channels + channel] = Math.round(sum / count);
      }
  return result;
}

/** What one axis of a picture is made of. */
export interface SampledAxis {
  /** First pixel that was read. */
  readonly read: number;
  readonly count: number;
  /** For each pixel of the picture the two that were read and are mixed, counted from `read`. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Share of the second. */
  readonly fraction: number;
}

/**
 * Pixels start, start + 1, … (start may be between two) of an axis that has `length` of them and goes on as it ends.
 */
export function sampledAxis(start: number, count: number, length: number): SampledAxis {
  const clamped = (at: number): number => Math.min(length - 1, Math.max(0, at));
  const whole = Math.floor(start);
  const fraction = start - whole;
  const read = clamped(whole);
  const indices = Array.from({ length: count }, (_, index) => whole + index);
  const last = clamped(whole + count - (fraction > 0 ? 0 : 1));
  return {
    read,
    count: last - read + 1,
    first: indices.map((at) => clamped(at) - read),
    second: indices.map((at) => (fraction > 0 ? clamped(at + 1) : clamped(at)) - read),
    fraction,
  };
}

/** The picture that two axes make of what was read. */
export function sampled(
  data: Uint8Array,
  x: SampledAxis,
  y: SampledAxis,
  channels: number,
): Uint8Array {
  const [columns, rows] = [x.first.length, y.first.length];
  if (x.fraction === 0 && y.fraction === 0 && x.count === columns && y.count === rows) return data;
  const mixed = new Uint8Array(rows * columns * channels);
  const line = x.count * channels;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const upper = (y.first[row] ?? 0) * line;
    const lower = (y.second[row] ?? 0) * line;
    for (let column = 0; column < columns; column++) {
      let left = (x.first[column] ?? 0) * channels;
      let right = (x.second[column] ?? 0) * channels;
      for (let channel = 0; channel < channels; channel++, left++, right++) {
        const above = between(data[upper + left], data[upper + right], x.fraction);
        const below = between(data[lower + left], data[lower + right], x.fraction);
        mixed[to++] = Math.round(between(above, below, y.fraction));
      }
    }
  }
  return mixed;
}

const between = (near = 0, far = 0, fraction: number): number => near + (far - near) * fraction;
