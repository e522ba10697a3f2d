/** @file Which pixels of a line make each pixel of a longer or shorter one, as OpenCV's `INTER_AREA` has it. */
import type { Size } from "../../../src-core/size.ts";

/** One axis of an image that is resized. */
export interface AreaAxis {
  /** Neighbouring pixels that make one of the result; where fewer do, the others weigh nothing. */
  readonly taps: number;
  /** The first of them, for each pixel of the result. */
  readonly first: Int32Array;
  /** `taps` for each pixel of the result; they sum to 1. */
  readonly weights: Float64Array;
}

/**
 * Means of areas where both axes shrink; else, as in OpenCV, both axes are interpolated between two pixels.
 * @throws RangeError for a size that is none
 * Source: OpenCV 4, modules/imgproc/src/resize.cpp.
 */
export function areaAxes(from: Size, to: Size): { x: AreaAxis; y: AreaAxis } {
  checkResizedSize(to);
  const shrinks = to.width <= from.width && to.height <= from.height;
  const axis = shrinks ? meanAxis : linearAxis;
  return { x: axis(from.width, to.width), y: axis(from.height, to.height) };
}

/** @throws RangeError for a size that is none */
export function checkResizedSize({ width, height }: Size): void {
  if (![width, height].every((side) => Number.isInteger(side) && side >= 1))
    throw new RangeError(`an image cannot be resized to ${width}×${height}`);
}

/** Pixels and their weights of one pixel of the result. */
type Taps = readonly (readonly [pixel: number, weight: number])[];

/** What of a pixel's edge is below this is none of the area: the scale is no exact number. */
const sliver = 1e-3;

/** Each pixel weighs as much as of it lies in the area. */
function meanAxis(from: number, to: number): AreaAxis {
  const scale = 1 / (to / from);
  const areas = Array.from({ length: to }, (_, index): Taps => {
    const start = index * scale;
    const end = start + scale;
    const length = Math.min(scale, from - start);
    const last = Math.min(Math.floor(end), from - 1);
    const whole = Math.min(Math.ceil(start), last);
    const taps: [number, number][] = [];
    if (whole - start > sliver) taps.push([whole - 1, whole - start]);
    for (let pixel = whole; pixel < last; pixel++) taps.push([pixel, 1]);
    if (end - last > sliver) taps.push([last, Math.min(end - last, 1, length)]);
    const sum = taps.reduce((total, [, weight]) => total + weight, 0);
    return taps.map(([pixel, weight]) => [pixel, weight / sum]);
  });
  return packed(areas, from);
}

/** Pixels keep their edges: one lies between two only where an edge of the original runs through it. */
function linearAxis(from: number, to: number): AreaAxis {
  const inverse = to / from;
  const pairs = Array.from({ length: to }, (_, index): Taps => {
    const pixel = Math.floor(index * (1 / inverse));
    if (pixel >= from - 1) return [[from - 1, 1]];
    const beyond = index + 1 - (pixel + 1) * inverse;
    const share = beyond <= 0 ? 0 : beyond - Math.floor(beyond);
    return [
      [pixel, 1 - share],
      [pixel + 1, share],
    ];
  });
  return packed(pairs, from);
}

/** As many taps for each, so that they can be walked without a look at their number. */
function packed(all: readonly Taps[], length: number): AreaAxis {
  const taps = all.reduce((most, { length: count }) => Math.max(most, count), 1);
  const first = new Int32Array(all.length);
  const weights = new Float64Array(all.length * taps);
  for (const [index, own] of all.entries()) {
    const start = Math.min(own[0]?.[0] ?? 0, length - taps);
    first[index] = start;
    for (const [pixel, weight] of own) weights[index * taps + pixel - start] = weight;
  }
  return { taps, first, weights };
}

/** Pixels that a run of the result's pixels is made of, and the axis as it is seen from the first of them. */
export function partOfAxis(
  { taps, first, weights }: AreaAxis,
  start: number,
  count: number,
): { axis: AreaAxis; start: number; length: number } {
  const own = first.subarray(start, start + count);
  const [from = 0] = own;
  const length = (own.at(-1) ?? 0) + taps - from;
  const axis = {
    taps,
    first: own.map((pixel) => pixel - from),
    weights: weights.subarray(start * taps, (start + count) * taps),
  };
  return { axis, start: from, length };
}
