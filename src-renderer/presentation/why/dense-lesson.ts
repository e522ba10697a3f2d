/** @file The first lesson, computed as it is shown: a dense layer, the convolution it is, and both on a larger image. */
import { convolve } from "../../../src-core/equivalence/convolve.ts";
import type { Difference } from "../../../src-core/equivalence/difference.ts";
import { difference } from "../../../src-core/equivalence/difference.ts";
import { flatWindow, multiply } from "../../../src-core/equivalence/multiply.ts";
import type { Kernels, Volume } from "../../../src-core/equivalence/volumes.ts";
import {
  randomKernels,
  randomVolume,
  volumeLength,
} from "../../../src-core/equivalence/volumes.ts";
import { randomNumbers } from "../../../src-core/random.ts";

export interface DenseSettings {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly units: number;
  /** Pixels by which the image is larger than the layer's input, along both axes. */
  readonly more: number;
  readonly seed: number;
}

export interface DenseLesson {
  /** As large as the layer's input and `more`; the layer's input is its upper left corner. */
  readonly image: Volume;
  /** Row n of the matrix is kernel n: these are the same numbers in the same order. */
  readonly kernels: Kernels;
  readonly weights: number;
  /** Units × (more + 1) × (more + 1): the dense layer on every window, and the kernels slid over the image. */
  readonly byWindows: Volume;
  readonly byConvolution: Volume;
  readonly measured: Difference;
  readonly positions: number;
  /** Counted while multiplying. */
  readonly multiplications: { readonly windows: number; readonly convolution: number };
  /** Numbers that are read: the image once, or every window. */
  readonly read: { readonly image: number; readonly windows: number };
  /** One filter of 3×3 (or less) in a layer beneath: over the image once, or in every window anew. */
  readonly beneath: { readonly side: number; readonly shared: number; readonly unshared: number };
}

export function denseLesson(settings: DenseSettings): DenseLesson {
  const { height, width, channels, units, more, seed } = settings;
  const random = randomNumbers(seed);
  const shape = { height, width, channels };
  const kernels = randomKernels(shape, units, random);
  const image = randomVolume({ height: height + more, width: width + more, channels }, random);
  const byConvolution = convolve(image, kernels, "valid");
  const { values, multiplied } = onEveryWindow(image, kernels, more + 1);
  const positions = (more + 1) ** 2;
  const side = Math.min(3, height, width);
  const cells = (rows: number, columns: number): number =>
    (rows - side + 1) * (columns - side + 1) * side * side * channels;
  return {
    image,
    kernels,
    weights: kernels.values.length,
    byWindows: { ...byConvolution, values },
    byConvolution,
    measured: difference(values, byConvolution.values),
    positions,
    multiplications: {
      windows: multiplied,
      convolution: byConvolution.height * byConvolution.width * kernels.values.length,
    },
    read: { image: volumeLength(image), windows: positions * volumeLength(shape) },
    beneath: {
      side,
      shared: cells(image.height, image.width),
      unshared: positions * cells(height, width),
    },
  };
}

/** The matrix times each window's pixels. */
function onEveryWindow(image: Volume, kernels: Kernels, side: number) {
  const values = new Float32Array(kernels.filters * side * side);
  let multiplied = 0;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const pixels = flatWindow(image, kernels, row, column);
      for (const [unit, score] of multiply(kernels.values, pixels).entries()) {
        values[(unit * side + row) * side + column] = score;
        multiplied += pixels.length;
      }
    }
  return { values, multiplied };
}
