/**
 * @file How the elements of a tensor are arranged on its axes.
 *
 * The rewritten graph holds every tensor as N×C×H×W. What Flatten, Reshape, Transpose and their like do to the original's
 * axes is kept here instead: each axis is a product of factors of N, C, H and W, outermost first. A flattened map is
 * `[N] [C H W]`, the same in channels-last order `[N] [H W C]`, a channel shuffle `[N] [C₁ C₀] [H] [W]`. Axes of length 1
 * have no factor, but for the batch, which has one of the length that the file fixes it at, or of 1.
 */

export type Letter = "N" | "C" | "H" | "W";

/** `size` steps of `stride` along one axis of N×C×H×W. Only channels stay split into several factors. */
export interface Factor {
  readonly letter: Letter;
  readonly size: number;
  readonly stride: number;
}

export type Axis = readonly Factor[];
export type Layout = readonly Axis[];

/** Lengths of the canonical axes of one window. */
export interface Extent {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

const batchOfOne: Factor = { letter: "N", size: 1, stride: 1 };

const whole = (letter: Letter, size: number): Axis =>
  size === 1 ? [] : [{ letter, size, stride: 1 }];

/**
 * A tensor whose axes are the letters of `order`, each whole, as in `arranged("NHWC", …)`.
 * @param batch windows that the file takes at once
 */
export function arranged(
  order: string,
  { channels, height, width }: Extent,
  batch: number = batchOfOne.size,
): Layout {
  const sizes: Record<string, Axis> = {
    N: [{ ...batchOfOne, size: batch }],
    C: whole("C", channels),
    H: whole("H", height),
    W: whole("W", width),
  };
  return Array.from(order, (letter) => sizes[letter] ?? []);
}

export const lengthOf = (axis: Axis): number =>
  axis.reduce((product, { size }) => product * size, 1);

export const shapeOfLayout = (layout: Layout): number[] => layout.map(lengthOf);

export const has = (axis: Axis, letter: Letter): boolean =>
  axis.some((factor) => factor.letter === letter);

/** Whether the axis holds nothing of a window, but a batch of one: it is then the same without. */
const isOneWindow = ({ letter, size }: Factor): boolean => letter === "N" && size === 1;

/** Whether the axis is made of this letter alone, or has length 1. */
export const only = (axis: Axis, letter: Letter): boolean =>
  axis.every((factor) => factor.letter === letter || isOneWindow(factor));

/** The axis without a batch of one, as `view(-1)` and its like merge it into what follows. */
export const ofOneWindow = (axis: Axis): Axis => axis.filter((factor) => !isOneWindow(factor));

/** Windows that the tensor holds at once: 1 where the file leaves that open. */
export const batchOf = (layout: Layout): number =>
  lengthOf(layout.flat().filter(({ letter }) => letter === "N"));

const sameFactor = (a: Factor, b: Factor | undefined): boolean =>
  a.letter === b?.letter && a.size === b.size && a.stride === b.stride;

export const sameAxis = (a: Axis, b: Axis): boolean =>
  a.length === b.length && a.every((factor, index) => sameFactor(factor, b[index]));

export const sameLayout = (a: Layout, b: Layout): boolean =>
  a.length === b.length && a.every((axis, index) => sameAxis(axis, b[index] ?? []));

/** Whether the elements of the axis are the channels 0, 1, 2, … of `channels`. */
export const natural = (axis: Axis, channels: number): boolean =>
  sameAxis(axis, whole("C", channels));

/** Neighbouring factors that together run evenly over the channels are one. */
function joined(axis: Axis): Axis {
  const result: Factor[] = [];
  for (const factor of axis) {
    const last = result.at(-1);
    if (
      last?.letter === "C" &&
      factor.letter === "C" &&
      last.stride === factor.size * factor.stride
    )
      result[result.length - 1] = { ...factor, size: last.size * factor.size };
    else result.push(factor);
  }
  return result;
}

/**
 * The same elements in the same order on axes of other lengths.
 * @param blocks whether rows and columns, too, may be split, for the caller to see to
 * @returns undefined where an axis would hold a part of the window's rows or columns, or the lengths do not fit
 */
export function reshaped(
  layout: Layout,
  shape: readonly number[],
  blocks = false,
): Layout | undefined {
  const rest = layout.flat();
  const axes: Axis[] = [];
  for (const length of shape) {
    const axis: Factor[] = [];
    let left = length;
    // The batch goes with what follows it.
    while (rest[0] && (left > 1 || (isOneWindow(rest[0]) && axes.length === 0))) {
      const [next] = rest;
      const outer = (blocks || next.letter === "C") && left < next.size && next.size % left === 0;
      if (!outer && left % next.size !== 0) return undefined;
      const size = outer ? left : next.size;
      axis.push({ ...next, size, stride: (next.stride * next.size) / size });
      if (outer) rest[0] = { ...next, size: next.size / size };
      else rest.shift();
      left /= size;
    }
    if (left !== 1) return undefined;
    axes.push(joined(axis));
  }
  return rest.length === 0 ? axes : undefined;
}

/** The layout with every factor as channels, after the whole window was unfolded into channels in CHW order. */
export const unfolded = (layout: Layout, { height, width }: Extent): Layout =>
  layout.map((axis) =>
    joined(
      axis.map((factor): Factor => {
        const steps = { N: 1, C: height * width, H: width, W: 1 }[factor.letter];
        return factor.letter === "N"
          ? factor
          : { letter: "C", size: factor.size, stride: factor.stride * steps };
      }),
    ),
  );

/** For each element of an axis its place in `channels × height × width`, row-major, the other axes being at 0. */
export function elementOrder(axis: Axis, { height, width }: Extent): Int32Array {
  const steps: Record<Letter, number> = { N: 0, C: height * width, H: width, W: 1 };
  let places = new Int32Array(1);
  for (const { letter, size, stride } of axis) {
    const step = steps[letter] * stride;
    const next = new Int32Array(places.length * size);
    for (const [index, place] of places.entries())
      for (let i = 0; i < size; i++) next[index * size + i] = place + i * step;
    places = next;
  }
  return places;
}
