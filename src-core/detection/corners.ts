/** @file Boxes of networks that work them out themselves: corners as shares of the image. */
import type { AnchorMap, Wanted } from "./anchored.ts";
import { within } from "./anchored.ts";
import type { Detection } from "./peaks.ts";

/** @param map `deltas` are left, top, right and bottom, 0 to 1 of the image's width and height */
export function cornerBoxes(
  { scores, deltas, classes, rows, columns }: AnchorMap,
  anchors: number,
  { threshold, background, image }: Wanted,
): Detection[] {
  const cells = rows * columns;
  const found: Detection[] = [];
  for (let anchor = 0; anchor < anchors; anchor++)
    for (let classIndex = 0; classIndex < classes; classIndex++) {
      if (classIndex === background) continue;
      for (let cell = 0; cell < cells; cell++) {
        const score = scores[(anchor * classes + classIndex) * cells + cell] ?? NaN;
        if (!(score >= threshold)) continue;
        const edge = (which: number): number => deltas[(4 * anchor + which) * cells + cell] ?? NaN;
        const [x, y] = [edge(0) * image.width, edge(1) * image.height];
        const size = { width: edge(2) * image.width - x, height: edge(3) * image.height - y };
        const box = within({ x, y, ...size }, image);
        if (box) found.push({ classIndex, score, ...box });
      }
    }
  return found;
}
