/** @file Non-maximum suppression of each group of boxes by itself: classes, or scales. */
import type { Candidate } from "./candidate.ts";
import { nonMaximumSuppression } from "./nms.ts";

/** @param overlap most of two boxes of a group @returns the best first */
export function suppressedByGroup(
  boxes: readonly Candidate[],
  groupOf: (box: Candidate) => number,
  overlap: number,
): Candidate[] {
  const groups = new Map<number, Candidate[]>();
  for (const box of boxes) {
    const known = groups.get(groupOf(box));
    if (known) known.push(box);
    else groups.set(groupOf(box), [box]);
  }
  return [...groups.values()]
    .flatMap((alike) => nonMaximumSuppression(alike, overlap))
    .sort((a, b) => b.score - a.score);
}
