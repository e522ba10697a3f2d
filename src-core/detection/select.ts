/** @file Which candidates are detections: those that score enough, thinned as their head has it. */
import type { Limits } from "../contract/analysis.ts";
import type { Head } from "../contract/heads.ts";
import type { Size } from "../size.ts";
import type { Candidate, LimitsRequest } from "./candidate.ts";
import type { Cap } from "./cap.ts";
import { capped } from "./cap.ts";
import { headOf } from "./heads/head-of.ts";

/** The lowest score of each of a head's labels: its own threshold, or the common one. */
export function thresholdsOf(head: Head): number[] {
  const { labels, threshold } = headOf(head);
  return labels.map((label) => head.thresholds?.[label] ?? threshold);
}

/** The lowest score with which any of a head's boxes counts. */
export function lowestThresholdOf(head: Head): number {
  const { background } = headOf(head);
  return Math.min(...thresholdsOf(head).filter((_, index) => index !== background));
}

/** What counts, as a result tells it. */
export function limitsOf(head: Head, { threshold, overlap }: LimitsRequest): Limits {
  const made = headOf(head);
  const own = threshold === undefined ? head.thresholds : undefined;
  return {
    threshold: threshold ?? made.threshold,
    ...(own && { thresholds: own }),
    overlap: overlap ?? made.overlap,
  };
}

/** The boxes that count, best first. */
export interface Selection {
  readonly boxes: Candidate[];
  /** How many there were before the card's cap. */
  readonly of: number;
}

/**
 * The candidates that count; of a cascade those of its last network.
 * @param candidates best first: of equal scores the first one stays
 */
export function select(
  head: Head,
  candidates: readonly Candidate[],
  requested: LimitsRequest,
  image: Size,
  cap: Cap | null,
): Selection {
  const { choose, overlap } = headOf(head);
  const chosen = choose(
    aboveThreshold(head, candidates, requested),
    requested.overlap ?? overlap,
    image,
  );
  return { boxes: capped(chosen, cap), of: chosen.length };
}

/** Those that score enough for their class. */
export function aboveThreshold<T extends Pick<Candidate, "score" | "classIndex">>(
  head: Head,
  candidates: readonly T[],
  { threshold }: LimitsRequest,
): T[] {
  const own = thresholdsOf(head);
  const common = threshold ?? headOf(head).threshold;
  return candidates.filter(
    ({ score, classIndex }) => score >= (threshold ?? own[classIndex] ?? common),
  );
}
