/** @file What a dense layer gains by being a convolution: it runs on images of any size. */
import { convolve } from "./convolve.ts";
import type { BothWays } from "./costs.ts";
import type { Difference } from "./difference.ts";
import { difference } from "./difference.ts";
import type { Kernels, VolumeShape } from "./volumes.ts";
import { volumeLength, randomVolume } from "./volumes.ts";
import { flatWindow, multiply } from "./multiply.ts";

export interface LargerImage {
  readonly image: VolumeShape;
  readonly output: VolumeShape;
  /** Windows, one per output pixel. */
  readonly positions: number;
  /** The image once, or every window cut out of it. */
  readonly numbersRead: { readonly image: number; readonly windows: number };
  /** Equal: each product of a weight and a pixel belongs to one window. What windows share lies in the layers beneath. */
  readonly multiplications: BothWays;
  /** One filter of an unpadded layer beneath: over the image once (`shared`), or in every window anew (`unshared`). */
  readonly layerBeneath: {
    readonly kernel: number;
    readonly shared: number;
    readonly unshared: number;
  };
  readonly measured: Difference;
}

/** Keeps the comparison within a fraction of a second. */
const MOST_MULTIPLICATIONS = 3e7;

/**
 * The kernels of a dense layer on a random image of twice its size, or less where that would take long, against the dense
 * layer on every window.
 * Source: Sermanet et al. 2014 (OverFeat), section 3.5; Long et al. 2015, section 3.1.
 */
export function onLargerImage(
  kernels: Kernels,
  beneath: number,
  random: () => number,
): LargerImage {
  const { height, width, channels, filters } = kernels;
  const room = Math.floor(Math.sqrt(MOST_MULTIPLICATIONS / kernels.values.length)) - 1;
  const more = Math.max(1, Math.min(room, Math.max(height, width)));
  const image = { height: height + more, width: width + more, channels };
  const pixels = randomVolume(image, random);
  const output = { height: more + 1, width: more + 1, channels: filters };
  const positions = output.height * output.width;
  const products = positions * kernels.values.length;
  const weights = beneath * beneath * channels;
  const featuresOf = (shape: VolumeShape): number =>
    (shape.height - beneath + 1) * (shape.width - beneath + 1);

  const onWindows = new Float32Array(positions * filters);
  for (let position = 0; position < positions; position++) {
    const [row, column] = [Math.floor(position / output.width), position % output.width];
    const scores = multiply(kernels.values, flatWindow(pixels, kernels, row, column));
    // Channels first, as the convolution gives them.
    for (const [unit, score] of scores.entries()) onWindows[unit * positions + position] = score;
  }
  return {
    image,
    output,
    positions,
    numbersRead: { image: volumeLength(image), windows: positions * volumeLength(kernels) },
    multiplications: { dense: products, convolution: products },
    layerBeneath: {
      kernel: beneath,
      shared: featuresOf(image) * weights,
      unshared: positions * featuresOf(kernels) * weights,
    },
    measured: difference(onWindows, convolve(pixels, kernels, "valid").values),
  };
}
