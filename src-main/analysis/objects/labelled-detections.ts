/** @file Boxes as results tell them. */
import type { LabelledDetection } from "../../../src-core/contract/analysis.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";

export const labelled = (
  boxes: readonly Candidate[],
  labels: readonly string[],
): LabelledDetection[] =>
  boxes.map(({ classIndex, score, x, y, width, height, landmarks }) => ({
    label: labels[classIndex] ?? String(classIndex),
    score,
    x,
    y,
    width,
    height,
    ...(landmarks && { landmarks }),
  }));
