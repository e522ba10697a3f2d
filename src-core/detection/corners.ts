/** @file Boxes of networks that work them out themselves: corners as shares of the image. */
import type { AnchorMap, Decoded, Wanted } from "./anchored.ts";
import { decoded } from "./anchored.ts";
import { faultOfCorners } from "./soundness.ts";

/** @param map `deltas` are left, top, right and bottom, 0 to 1 of the width and height that the network sees */
export function cornerBoxes(
  { scores, deltas, classes, rows, columns }: AnchorMap,
  anchors: number,
  { threshold, background, image, seen }: Wanted,
): Decoded[] {
  const cells = rows * columns;
  const found: Decoded[] = [];
  for (let anchor = 0; anchor < anchors; anchor++)
    for (let classIndex = 0; classIndex < classes; classIndex++) {
      if (classIndex === background) continue;
      for (let cell = 0; cell < cells; cell++) {
        const score = scores[(anchor * classes + classIndex) * cells + cell] ?? NaN;
        if (!(score >= threshold) || score === Infinity) continue;
        const edge = (which: number): number => deltas[(4 * anchor + which) * cells + cell] ?? NaN;
        const [x, y] = [edge(0) * seen.width, edge(1) * seen.height];
        const size = { width: edge(2) * seen.width - x, height: edge(3) * seen.height - y };
        const box = { x, y, ...size };
        found.push(...decoded({ classIndex, score, ...box }, faultOfCorners(box, seen), image));
      }
    }
  return found;
}
