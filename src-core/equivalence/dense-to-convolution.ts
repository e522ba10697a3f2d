/** @file A dense layer is a convolution whose kernels are as large as its input. */
import { convolve } from "./convolve.ts";
import type { Costs } from "./costs.ts";
import type { Difference } from "./difference.ts";
import { difference } from "./difference.ts";
import type { LargerImage } from "./larger-image.ts";
import { onLargerImage } from "./larger-image.ts";
import type { Kernels, VolumeShape, Volume } from "./volumes.ts";
import { volumeLength, randomKernels } from "./volumes.ts";
import { multiply } from "./multiply.ts";

export interface DenseToConvolution extends Costs {
  readonly units: number;
  /** As large as the input. Their values are the matrix (units × inputs), untouched: kernel n is row n. */
  readonly kernels: Kernels;
  /** 1 × 1 × units */
  readonly output: VolumeShape;
  /** The units as a picture as large as the input, where they fill one or more channels. */
  readonly laidOutAs: VolumeShape | null;
  readonly measured: Difference;
  readonly larger: LargerImage;
}

/**
 * A dense layer of `units` without bias on `input`, and the convolution that it is. All entries of its matrix are weights of
 * their own: nothing is tied, nothing is saved, but the convolution also runs on larger images.
 * Source: Long et al. 2015 (Fully Convolutional Networks), section 3.1; CS231n notes, "Converting FC layers to CONV layers".
 * @param kernel side of the layer beneath that the larger image is told with
 */
export function denseToConvolution(
  input: Volume,
  units: number,
  kernel: number,
  random: () => number,
): DenseToConvolution {
  const { height, width } = input;
  const kernels = randomKernels(input, units, random);
  const entries = units * volumeLength(input);
  const both = { dense: entries, convolution: entries };
  const channels = units / (height * width);
  return {
    units,
    kernels,
    output: { height: 1, width: 1, channels: units },
    laidOutAs: Number.isInteger(channels) ? { height, width, channels } : null,
    entries,
    nonzeros: entries,
    parameters: both,
    multiplications: both,
    measured: difference(
      multiply(kernels.values, input.values),
      convolve(input, kernels, "valid").values,
    ),
    larger: onLargerImage(kernels, kernel, random),
  };
}
