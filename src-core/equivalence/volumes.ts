/** @file What both directions are made of: volumes and kernels, channels first, as ONNX lays them out. */

/** Lengths of a volume; told to people as height×width×channels. */
export interface VolumeShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** `values`: channels × height × width, so that flattening it for a dense layer moves nothing. */
export interface Volume extends VolumeShape {
  readonly values: Float32Array;
}

/** `values`: filters × channels × height × width. */
export interface Kernels extends VolumeShape {
  readonly filters: number;
  readonly values: Float32Array;
}

/** Numbers of a volume or of one kernel. */
export const volumeLength = ({ height, width, channels }: VolumeShape): number =>
  height * width * channels;

/** Uniform numbers in [−1, 1), as pixels that have been normalised. */
export function randomVolume(
  { height, width, channels }: VolumeShape,
  random: () => number,
): Volume {
  const values = uniform(height * width * channels, 1, random);
  return { height, width, channels, values };
}

/** Uniform weights of variance 1 / (weights of a kernel), so that a sum of products is about as large as a pixel. */
export function randomKernels(kernel: VolumeShape, filters: number, random: () => number): Kernels {
  const { height, width, channels } = kernel;
  const weights = volumeLength(kernel);
  const values = uniform(filters * weights, Math.sqrt(3 / weights), random);
  return { filters, height, width, channels, values };
}

const uniform = (length: number, bound: number, random: () => number): Float32Array =>
  Float32Array.from({ length }, () => (random() * 2 - 1) * bound);
