/** @file How well a class is found: over all scores, and from one score on. */
import type { MatchedDetection } from "./matching.ts";

type Scored = Pick<MatchedDetection, "score" | "right">;

/**
 * Average precision: the area under precision as a function of recall, where the precision at a recall is the best one at
 * that recall or above it. Equal scores are one step: no threshold can tell them apart.
 * Source: Everingham et al. 2010, as their kit of 2010 and later computes it (all points).
 * @param judged detections of one class on all images, in any order
 * @param count annotations of the class
 * @returns 0 to 1
 * @throws RangeError where nothing is annotated
 */
export function averagePrecision(judged: readonly Scored[], count: number): number {
  if (count < 1) throw new RangeError(`of ${count} annotations there is no recall`);
  let [best, area, right] = [0, 0, 0];
  // From the last step back: the best precision at a recall or above it is known when it is needed.
  for (const step of steps(judged).reverse()) {
    area += best * (right - step.right);
    right = step.right;
    best = Math.max(best, right / step.found);
  }
  return (area + best * right) / count;
}

interface Step {
  /** Detections down to a score, and those of them that are right. */
  readonly found: number;
  readonly right: number;
}

function steps(judged: readonly Scored[]): Step[] {
  const sorted = [...judged].sort((one, other) => other.score - one.score);
  const all: Step[] = [];
  let right = 0;
  for (const [index, detection] of sorted.entries()) {
    if (detection.right) right++;
    if (sorted[index + 1]?.score !== detection.score) all.push({ found: index + 1, right });
  }
  return all;
}

export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Of the detections that score at least `threshold`: the share that is right, the share of the annotations that they find,
 * and the harmonic mean of both. Where nothing is found, all three are 0.
 * @throws RangeError where nothing is annotated
 */
export function ratesFrom(threshold: number, judged: readonly Scored[], count: number): Rates {
  if (count < 1) throw new RangeError(`of ${count} annotations there is no recall`);
  const kept = judged.filter(({ score }) => score >= threshold);
  const right = kept.filter((detection) => detection.right).length;
  return {
    precision: kept.length > 0 ? right / kept.length : 0,
    recall: right / count,
    f1: (2 * right) / (kept.length + count),
  };
}
