/** @file Which pixels give a run of cells along one axis, so that tiles join without a seam. */
import type { AxisGeometry } from "../network/geometry/axis.ts";

/** Cells [from, to) of the whole map, and the pixels [start, end) on which the network computes them. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** Cells that the network computes on these pixels before the first that is wanted. */
  readonly skip: number;
}

/**
 * The pixels begin at a multiple of the stride, so that every layer of the network meets them in step with the whole image;
 * and they hold all that the cells depend on, halo included, so that no cell sees the padding (or the incomplete pool) of
 * the tile's own border. Where the image ends, the tile ends with it, and sees what the whole image sees there.
 * Source: receptive fields as `AxisGeometry` has them; overlap-tile strategy of Ronneberger et al. 2015, without its mirroring.
 * @param length of the image, pixels
 */
export function spanOf(axis: AxisGeometry, from: number, to: number, length: number): Span {
  const { jump, offset, size, trailingPixels } = axis;
  const before = Math.max(0, Math.floor((from * jump + offset) / jump));
  const skip = from - Math.min(before, from);
  const end = (to - 1) * jump + offset + size + trailingPixels;
  return { from, to, start: (from - skip) * jump, end: Math.min(length, end), skip };
}

/** Runs of `most` cells that cover `cells`; the last one may be shorter. */
export function* runs(cells: number, most: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < cells; from += most) yield [from, Math.min(from + most, cells)];
}
