/** @file What is told of boxes whose numbers are those of no box, and of scores that are no probabilities. */
import type { MessageKey } from "../messages/english.ts";
import { said } from "../messages/said.ts";
import { noticeOf } from "../contract/notices.ts";
import type { ScoreRange } from "../contract/api.ts";
import type { Head } from "../contract/heads.ts";
import type { Notice } from "../contract/notices.ts";
import type { Candidate } from "./candidate.ts";
import { headOf } from "./heads/head-of.ts";
import type { BoxFault } from "../contract/box-faults.ts";
import { boxFaults } from "../contract/box-faults.ts";

const faultKeys = {
  "not-finite": "detection.not-finite",
  swapped: "detection.swapped",
  empty: "detection.empty",
  outside: "detection.outside",
  beyond: "detection.beyond",
} as const satisfies Readonly<Record<BoxFault, MessageKey>>;

/** @param faulty those that are none, of `of` boxes */
export function notSound(faulty: readonly Pick<Candidate, "fault">[], of: number): Notice[] {
  if (faulty.length === 0) return [];
  const counts = boxFaults.flatMap((fault) => {
    const count = faulty.filter((box) => box.fault === fault).length;
    return count === 0 ? [] : [said(faultKeys[fault], { count })];
  });
  const left = faulty.length;
  return [noticeOf("boxes-not-sound", said("detection.not-sound", { left, of, counts }))];
}

/** Rounding of a softmax. */
const slack = 1e-3;

/** Of a detector whose card says that its scores are probabilities. @param range of its scores */
export function notProbabilities(head: Head, { low, high }: ScoreRange): Notice[] {
  if (headOf(head).anchored?.activation !== "none") return [];
  if (!(low < -slack || high > 1 + slack)) return [];
  const [least, most] = [low, high].map((score) => `${+score.toPrecision(3)}`);
  return [
    noticeOf(
      "scores-not-probabilities",
      said("detection.scores-lie-between-card", { least: least ?? "", most: most ?? "" }),
    ),
  ];
}
