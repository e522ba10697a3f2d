/** @file Boxes whose numbers are those of no box: they are left out, and counted. */
import type { Box } from "./box.ts";
import type { Size } from "../size.ts";
import type { BoxFault } from "../contract/box-faults.ts";

/** What is wrong with a box, or null. @param seen by the network, pads included */
export function faultOf({ x, y, width, height }: Box, seen: Size): BoxFault | null {
  if (![x, y, width, height].every(Number.isFinite)) return "not-finite";
  if (width < 0 || height < 0) return "swapped";
  if (width === 0 || height === 0) return "empty";
  const isInside = x < seen.width && y < seen.height && x + width > 0 && y + height > 0;
  return isInside ? null : "outside";
}

/** Images that a corner may lie beside the image: those of pixels lie farther. */
export const mostBeyond = 2;

/** Of a box that is sound otherwise. */
export function faultOfCorners(box: Box, seen: Size): BoxFault | null {
  const isBeyond = (start: number, length: number, all: number): boolean =>
    start < -mostBeyond * all || start + length > (1 + mostBeyond) * all;
  const fault = faultOf(box, seen);
  if (fault !== null) return fault;
  const { x, y, width, height } = box;
  return isBeyond(x, width, seen.width) || isBeyond(y, height, seen.height) ? "beyond" : null;
}
