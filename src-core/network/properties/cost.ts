/** @file What a network costs on an image, before it is run. */
import type { Layer } from "../graph/layer.ts";
import type { Size } from "../../size.ts";

/** Cells of a layer's output on an image. */
export function layerCells({ output }: Layer, { width, height }: Size): number {
  return output.vertical.count(height) * output.horizontal.count(width);
}

/** FLOPs of one pass over an image; a multiply-add counts as two, activations are left out. */
export function passFlops(layers: readonly Layer[], image: Size): number {
  return layers.reduce((sum, layer) => sum + layer.flopsPerCell * layerCells(layer, image), 0);
}

/**
 * Bytes of the two largest neighbouring layers of a pass over an image: a lower bound of what the engine needs, since it
 * holds at least one layer's input and output at once.
 * @param channels of the image
 */
export function passBytes(layers: readonly Layer[], image: Size, channels: number): number {
  let before = 4 * channels * image.width * image.height;
  let most = before;
  for (const layer of layers) {
    const after = 4 * layer.output.channels * layerCells(layer, image);
    most = Math.max(most, before + after);
    before = after;
  }
  return most;
}

/**
 * Horizontal stride above which separate windows cost fewer FLOPs than the pass (the same stride both ways): the saving
 * comes from overlap alone.
 */
export function breakEvenStride(layers: readonly Layer[], window: Size): number {
  const perWindow = passFlops(layers, window);
  const large = { width: 4096 + window.width, height: 4096 + window.height };
  const perPixel = passFlops(layers, large) / (4096 * 4096);
  return Math.sqrt(perWindow / perPixel);
}
