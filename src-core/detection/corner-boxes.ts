/** @file Boxes of networks that work them out themselves: corners as shares of the image. */
import type { AnchorMap, DecodedBox, DecodingOptions } from "./anchor-decoding.ts";
import { clippedOrFaulty } from "./anchor-decoding.ts";
import { faultOfCorners } from "./box-checks.ts";

/** @param map `deltas` are left, top, right and bottom, 0 to 1 of the width and height that the network sees */
export function cornerBoxes(
  { scores, deltas, classes, rows, columns }: AnchorMap,
  anchors: number,
  { threshold, background, image, seen }: DecodingOptions,
): DecodedBox[] {
  const cells = rows * columns;
  const found: DecodedBox[] = [];
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
        found.push(
          ...clippedOrFaulty({ classIndex, score, ...box }, faultOfCorners(box, seen), image),
        );
      }
    }
  return found;
}
