/** @file Pixels resized by the means of areas, as OpenCV's `INTER_AREA` does. */
import type { AreaAxis } from "./area-axis.ts";

/** height × width × channels, uint8. */
export interface PixelPlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** The pixels that two axes make of those that are there, rounded to the nearest level. */
export function resampled({ data, width, channels }: PixelPlane, x: AreaAxis, y: AreaAxis) {
  const [columns, rows] = [x.first.length, y.first.length];
  const length = columns * channels;
  const result = new Uint8Array(rows * length);
  // Down first: whole lines are added up, pixel by pixel as they lie in memory.
  const line = new Float64Array(width * channels);
  const across = channels === 3 ? acrossColour : acrossGrey;
  for (let row = 0; row < rows; row++) {
    const weights = y.weights.subarray(row * y.taps, (row + 1) * y.taps);
    down(line, data, (y.first[row] ?? 0) * line.length, weights);
    across(line, x, result, row * length);
  }
  return result;
}

/** The weighted sum of lines that lie one behind the other from `start` on, four at a time: the sum is touched less often. */
function down(line: Float64Array, data: Uint8Array, start: number, weights: Float64Array): void {
  const { length } = line;
  const last = weights.length - 1;
  line.fill(0);
  for (let tap = 0; tap <= last; tap += 4) {
    // Beyond the last line: the last one once more, with no weight.
    const place = (more: number): number => start + Math.min(tap + more, last) * length;
    const [a, b, c, d] = [place(0), place(1), place(2), place(3)];
    const { 0: first = 0, 1: second = 0, 2: third = 0, 3: fourth = 0 } = weights.subarray(tap);
    for (let at = 0; at < length; at++)
      line[at] =
        (line[at] ?? 0) +
        first * (data[a + at] ?? 0) +
        second * (data[b + at] ?? 0) +
        third * (data[c + at] ?? 0) +
        fourth * (data[d + at] ?? 0);
  }
}

function acrossGrey(line: Float64Array, axis: AreaAxis, result: Uint8Array, target: number): void {
  const { taps, first, weights } = axis;
  for (let column = 0, weight = 0; column < first.length; column++) {
    let sum = 0.5;
    let from = first[column] ?? 0;
    for (const end = from + taps; from < end; from++, weight++)
      sum += (weights[weight] ?? 0) * (line[from] ?? 0);
    result[target + column] = sum | 0;
  }
}

function acrossColour(line: Float64Array, axis: AreaAxis, result: Uint8Array, target: number) {
  const { taps, first, weights } = axis;
  let to = target;
  for (let column = 0, weight = 0; column < first.length; column++) {
    let [red, green, blue] = [0.5, 0.5, 0.5];
    let from = 3 * (first[column] ?? 0);
    for (const end = from + 3 * taps; from < end; from += 3, weight++) {
      const share = weights[weight] ?? 0;
      red += share * (line[from] ?? 0);
      green += share * (line[from + 1] ?? 0);
      blue += share * (line[from + 2] ?? 0);
    }
    result[to++] = red | 0;
    result[to++] = green | 0;
    result[to++] = blue | 0;
  }
}
