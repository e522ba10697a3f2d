/** @file A box before it is decided whether it counts, and the list of those that do. */
import type { Limits } from "../contract/analysis.ts";
import type { Head, PnetHead, StageCard } from "../contract/heads.ts";
import type { Cap } from "./cap.ts";
import { capped } from "./cap.ts";
import type { Box } from "./box.ts";
import { within } from "./box.ts";
import type { Size } from "../size.ts";
import { nonMaximumSuppression } from "./nms.ts";
import type { Detection } from "./peaks.ts";
import { mostOverlap } from "./peaks.ts";
import type { BoxFault } from "../contract/box-faults.ts";

export interface Candidate extends Detection {
  /** Which of the image's scales it was found on; 0 is the largest. */
  readonly scale: number;
  /** Where the network says that the window's object is, where it says so. */
  readonly object?: Box | undefined;
  /** Why it is no box: it is counted, and no detection. */
  readonly fault?: BoxFault | undefined;
  /** Points of the object, in the network's order. */
  readonly landmarks?: Point[] | undefined;
}

type Scored = Pick<Candidate, "score" | "classIndex">;

/** Pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What counts; the head's own where it is left out. */
export interface Wish {
  /** The lowest score, of all classes. */
  readonly threshold?: number | undefined;
  /** Most overlap of two boxes. */
  readonly overlap?: number | undefined;
}

/** What the classes of a head's candidates are called. */
export const labelsOf = (head: Head): readonly string[] =>
  (head.kind === "pnet" ? head.kinds : undefined) ?? head.classes;

/** What the numbers of a cell of its map are called. */
export function numbersOf(head: Head): readonly string[] {
  if (head.kind !== "pnet") return head.classes;
  return [
    ...head.classes,
    "left",
    "top",
    "right",
    "bottom",
    ...(head.outputs.kinds ? (head.kinds ?? []) : []),
  ];
}

/** Boxes below it are nothing that anybody looks for, and there are many of them. */
export const lowestScore = 0.01;

/** The last network of a cascade, whose boxes are the detections. */
export const lastStage = (head: Head): StageCard | undefined =>
  head.kind === "pnet" ? head.stages?.at(-1) : undefined;

/** The threshold that a head is made for; of a cascade that of its last network. */
export const thresholdOf = (head: Head): number =>
  head.kind === "classifier" ? 0.5 : (lastStage(head) ?? head).threshold;

/** The lowest score of each of a head's labels: its own threshold, or the common one. */
export const thresholdsOf = (head: Head): number[] =>
  labelsOf(head).map((label) => head.thresholds?.[label] ?? thresholdOf(head));

/** The lowest score with which any of a head's boxes counts. */
export function lowestThresholdOf(head: Head): number {
  const background = labelsOf(head) === head.classes ? head.background : undefined;
  return Math.min(...thresholdsOf(head).filter((_, index) => index !== background));
}

/** Most overlap of two boxes that a head is made for; of a cascade that of its last network. */
export const overlapOf = (head: Head): number => {
  switch (head.kind) {
    case "classifier":
      return mostOverlap;
    case "pnet":
      return lastStage(head)?.nms ?? head.nms.all;
    case "rpn":
    case "ssd":
      return head.nms;
  }
};

/** What counts, as a result tells it. */
export function limitsOf(head: Head, { threshold, overlap = overlapOf(head) }: Wish): Limits {
  const own = threshold === undefined ? head.thresholds : undefined;
  const common = threshold ?? thresholdOf(head);
  return { threshold: common, ...(own && { thresholds: own }), overlap };
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
  wish: Wish,
  image: Size,
  cap: Cap | null,
): Selection {
  const thinned = thin(head, candidates, wish, image);
  return { boxes: capped(thinned, cap), of: thinned.length };
}

/** Those that score enough for their class. */
export function counting<T extends Scored>(
  head: Head,
  candidates: readonly T[],
  { threshold }: Wish,
): T[] {
  const own = thresholdsOf(head);
  const common = threshold ?? thresholdOf(head);
  const least = ({ classIndex }: Scored): number => threshold ?? own[classIndex] ?? common;
  return candidates.filter((box) => box.score >= least(box));
}

function thin(head: Head, candidates: readonly Candidate[], wish: Wish, image: Size): Candidate[] {
  const { overlap = overlapOf(head) } = wish;
  const scored = counting(head, candidates, wish);
  switch (head.kind) {
    case "classifier":
      // Where the network pads, the windows of the last cells reach out of the image.
      return nonMaximumSuppression(scored, overlap).flatMap((box) => objectOf(box, image));
    case "rpn":
      return nonMaximumSuppression(scored, overlap);
    case "ssd":
      return perGroup(scored, ({ classIndex }) => classIndex, overlap);
    case "pnet": {
      const last = lastStage(head);
      if (last)
        return nonMaximumSuppression(scored, overlap, last.overlap).flatMap((box) =>
          objectOf(box, image),
        );
      return head.nmsAfterRegression
        ? nonMaximumSuppression(
            ofScales(scored, head).flatMap((box) => objectOf(box, image)),
            overlap,
          )
        : proposals(scored, head, overlap).flatMap((box) => objectOf(box, image));
    }
  }
}

/** The windows that are left of all scales, best first, wherever their objects are. */
export const proposals = (
  windows: readonly Candidate[],
  head: PnetHead,
  overlap = head.nms.all,
): Candidate[] => nonMaximumSuppression(ofScales(windows, head), overlap);

const ofScales = (windows: readonly Candidate[], { nms }: PnetHead): Candidate[] =>
  perGroup(windows, ({ scale }) => scale, nms.scale);

/** Thins each group by itself: objects of two classes may lie in one place. @returns the best first */
function perGroup(
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

/** The window moved to its object, as far as that lies on the image. */
export function objectOf({ object, ...window }: Candidate, image: Size): Candidate[] {
  const box = within(object ?? window, image);
  return box ? [{ ...window, ...box }] : [];
}
