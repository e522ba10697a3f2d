import type { Kernels, Volume } from "./volumes.ts";
import type { Padding } from "./padding.ts";
import { outputLength, zerosBefore } from "./padding.ts";

/**
 * Direct convolution with stride 1, in float32: every weight is laid over the whole input at once, and what lies below it is
 * added to the output. It knows nothing of matrices, so that it can be compared with their product. Like every deep
 * learning library it correlates: the kernel is not flipped.
 * Shapes: filters × output height × output width; padding is skipped, not multiplied.
 * Source: LeCun et al. 1989; Dumoulin & Visin 2016, chapter 2.
 */
export function convolve(input: Volume, kernels: Kernels, padding: Padding): Volume {
  const height = outputLength(input.height, kernels.height, padding);
  const width = outputLength(input.width, kernels.width, padding);
  const top = zerosBefore(kernels.height, padding);
  const left = zerosBefore(kernels.width, padding);
  const values = new Float32Array(kernels.filters * height * width);
  let weight = 0;
  for (let filter = 0; filter < kernels.filters; filter++)
    for (let channel = 0; channel < kernels.channels; channel++)
      for (let tapY = 0; tapY < kernels.height; tapY++)
        for (let tapX = 0; tapX < kernels.width; tapX++)
          addShifted(kernels.values[weight++] ?? 0, filter, channel, tapY - top, tapX - left);
  return { height, width, channels: kernels.filters, values };

  /** `weight` × input, moved up by `down` and left by `right`, added to the plane of `filter`. */
  function addShifted(
    factor: number,
    filter: number,
    channel: number,
    down: number,
    right: number,
  ): void {
    const lastRow = Math.min(height, input.height - down);
    const lastColumn = Math.min(width, input.width - right);
    for (let row = Math.max(0, -down); row < lastRow; row++) {
      const to = (filter * height + row) * width;
      const from = (channel * input.height + row + down) * input.width + right;
      for (let column = Math.max(0, -right); column < lastColumn; column++) {
        const product = Math.fround(factor * (input.values[from + column] ?? 0));
        values[to + column] = (values[to + column] ?? 0) + product;
      }
    }
  }
}
