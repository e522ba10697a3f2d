/**
 * @file Pools over all of the window's map.
 *
 * [Note: a pool over the whole map has no stride] A pool whose one position on the window holds the window's whole map is the
 * window's mean or maximum, as a global pool is. Its stride says where a second position would lie, and there is none: on the
 * whole image it moves by one cell, as the global pool does that another exporter writes for the same network. What it pads
 * lies beyond the map and is left out; only a mean that counts its pads is smaller for them. It is decided axis by axis.
 *
 * A pool that has one position on the window without holding all of the map (6 of 7 rows) leaves some of it out: it keeps
 * its stride, which is the network's own.
 */
import type { Slide } from "../geometry/axis.ts";
import { plainSlide, positions } from "../geometry/axis.ts";

function holdsAll(slide: Slide, length: number): boolean {
  const { kernel, dilation, pad } = slide;
  const gapless = dilation === 1 || kernel === 1;
  return gapless && positions(length, slide) === 1 && pad >= 0 && kernel - pad >= length;
}

/** The pool along one axis of `length` places: moved by one, and no longer than the map, where it holds the whole of it. */
export const overWholeMap = (slide: Slide, length: number): Slide =>
  holdsAll(slide, length) ? plainSlide(length) : slide;

/**
 * Share of the places that a mean counts, pads included, which lie in the map: 1 where it does not hold the whole map.
 * What only ceil mode adds is never counted.
 */
export function shareOfMap(slide: Slide, length: number): number {
  const { kernel, pad, padAfter } = slide;
  return holdsAll(slide, length) ? length / Math.min(kernel, pad + length + padAfter) : 1;
}
