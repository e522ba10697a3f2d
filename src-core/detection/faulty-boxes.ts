/** @file What is told of boxes whose numbers are those of no box, and of scores that are no probabilities. */
import type { ScoreRange } from "../contract/api.ts";
import type { Head } from "../contract/heads.ts";
import type { Notice } from "../contract/notices.ts";
import type { Candidate } from "./candidate.ts";
import { headOf } from "./heads/head-of.ts";
import type { BoxFault } from "../contract/box-faults.ts";
import { boxFaults } from "../contract/box-faults.ts";

/** Of some boxes; "of its" for one alone. */
const faultWords: Readonly<Record<BoxFault, (isOne: boolean) => string>> = {
  "not-finite": () => "not finite",
  swapped: (isOne) => `with ${isOne ? "its" : "their"} corners swapped`,
  empty: () => "without a width or a height",
  outside: () => "outside the image",
  beyond: () => "with a corner far beyond the image",
};

/** @param faulty those that are none, of `of` boxes */
export function notSound(faulty: readonly Pick<Candidate, "fault">[], of: number): Notice[] {
  if (faulty.length === 0) return [];
  const counts = boxFaults.flatMap((fault) => {
    const { length } = faulty.filter((box) => box.fault === fault);
    return length === 0 ? [] : [`${length} ${faultWords[fault](length === 1)}`];
  });
  const are = faulty.length === 1 ? "is" : "are";
  return [
    {
      code: "boxes-not-sound",
      message: `${faulty.length} of ${of} boxes from the threshold on ${are} left out: ${counts.join(", ")}: check what the card says of them (boxes, variances, anchors)`,
    },
  ];
}

/** Rounding of a softmax. */
const slack = 1e-3;

/** Of a detector whose card says that its scores are probabilities. @param range of its scores */
export function notProbabilities(head: Head, { low, high }: ScoreRange): Notice[] {
  if (headOf(head).anchored?.activation !== "none") return [];
  if (!(low < -slack || high > 1 + slack)) return [];
  const [least, most] = [low, high].map((score) => `${+score.toPrecision(3)}`);
  return [
    {
      code: "scores-not-probabilities",
      message: `the scores lie between ${least} and ${most}, and the card says with its activation, none, that they are probabilities: is it softmax or sigmoid?`,
    },
  ];
}
