/** @file Boxes that lie fixed around every cell of a map, from which a network tells how far objects are. */
import type { Box } from "./box.ts";
import type { Size } from "../size.ts";

/**
 * One anchor for each scale and ratio, scale by scale.
 * @param scales roots of their areas, in pixels @param ratios height / width
 * Source: Ren et al. 2015 (Faster R-CNN), section 3.1.1.
 */
export const anchorShapes = (scales: readonly number[], ratios: readonly number[]): Size[] =>
  scales.flatMap((scale) =>
    ratios.map((ratio) => ({ width: scale / Math.sqrt(ratio), height: scale * Math.sqrt(ratio) })),
  );

/**
 * The default boxes of one of several maps: a square, one more between this map's scale and the next one's, and for every other
 * ratio a lying and a standing box.
 * @param scale of this map, in pixels @param next that of the map behind it
 * Source: Liu et al. 2016 (SSD), section 2.2.
 */
export function defaultShapes(scale: number, next: number, ratios: readonly number[]): Size[] {
  const square = (side: number): Size => ({ width: side, height: side });
  const others = ratios
    .filter((ratio) => ratio !== 1)
    .flatMap((ratio) => anchorShapes([scale], [1 / ratio, ratio]));
  return [square(scale), square(Math.sqrt(scale * next)), ...others];
}

/** The box of that shape around the middle of a cell; `stride` is the distance of cells in pixels. */
export const anchorAt = (
  { width, height }: Size,
  cell: { readonly row: number; readonly column: number },
  stride: { readonly x: number; readonly y: number },
): Box => ({
  x: (cell.column + 0.5) * stride.x - width / 2,
  y: (cell.row + 0.5) * stride.y - height / 2,
  width,
  height,
});
