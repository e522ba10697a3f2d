/** @file A box as four numbers that move and stretch another one, which is how networks say where an object is. */
import type { Box } from "./box.ts";

/** What the four numbers are multiplied by before they are used: 0.1 and 0.2 in SSD, 1 where the network knows of none. */
export interface Variances {
  readonly centre: number;
  readonly size: number;
}

export interface Deltas {
  /** Of the centre, as shares of the box's width and height. */
  readonly x: number;
  readonly y: number;
  /** Logarithms of the growth. */
  readonly width: number;
  readonly height: number;
}

/** A box does not grow by more: untrained or broken numbers would else make infinite ones. As in Detectron. */
export const mostGrowth = 1000 / 16;

/** Source: Girshick et al. 2014, appendix C; with the variances of SSD, Liu et al. 2016. */
export function applyDeltas(box: Box, deltas: Deltas, { centre, size }: Variances): Box {
  const grown = (length: number, delta: number): number =>
    length * Math.min(Math.exp(delta * size), mostGrowth);
  const [width, height] = [grown(box.width, deltas.width), grown(box.height, deltas.height)];
  return {
    x: box.x + box.width * (0.5 + deltas.x * centre) - width / 2,
    y: box.y + box.height * (0.5 + deltas.y * centre) - height / 2,
    width,
    height,
  };
}
