/** @file What is told of boxes that are not part of a result. */
import { said } from "../messages/said.ts";
import { noticeOf } from "../contract/notices.ts";
import type { Head } from "../contract/heads.ts";
import type { Notice } from "../contract/notices.ts";
import type { LimitsRequest } from "./candidate.ts";
import { lowestScore } from "./candidate.ts";
import type { Cap } from "./cap.ts";
import { headOf } from "./heads/head-of.ts";
import { lowestThresholdOf } from "./select.ts";

/** Whether the limits decide what it says: it is told anew with other ones. */
export const isOfBoxes = ({ code }: Notice): boolean =>
  code === "boxes-capped" || code === "boxes-not-sound";

/** @param kept of `of` boxes */
export function droppedByCap(kept: number, of: number, cap: Cap | null): Notice[] {
  if (!cap || kept >= of) return [];
  const { most, block } = cap;
  const where = block
    ? said("detection.in-each", { block: `${Math.round(block.width)}×${Math.round(block.height)}` })
    : said("detection.any-size");
  return [
    noticeOf("boxes-capped", said("detection.boxes-kept-best-ones", { kept, of, most, where })),
  ];
}

/** Those of anchors, and of the last network of a cascade, are kept from a lowest score on. */
export function belowLowest(head: Head, requested: LimitsRequest): Notice[] {
  return headOf(head).dropsLowest ? notKept(head, requested) : [];
}

/** Where boxes of any head are kept from the lowest score on alone: those that the window chooses among. */
export function notKept(
  head: Head,
  { threshold = lowestThresholdOf(head) }: LimitsRequest,
): Notice[] {
  if (threshold >= lowestScore) return [];
  return [
    noticeOf("boxes-capped", said("detection.boxes-score-less-than", { lowestScore, threshold })),
  ];
}
