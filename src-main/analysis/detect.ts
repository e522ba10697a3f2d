/** @file A score map's objects, by the head of the model's card. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { ClassifierHead } from "../../src-core/contract/card.ts";
import { findPeaks } from "../../src-core/detection/peaks.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { Grid } from "./grid.ts";

/** Windows with an object, best first. @param threshold the lowest score that counts */
export function detect(
  map: ScoreMap,
  grid: Grid,
  head: ClassifierHead,
  threshold: number,
): LabelledDetection[] {
  const { strideX, strideY, width: windowWidth, height: windowHeight } = grid;
  const geometry = { strideX, strideY, windowWidth, windowHeight };
  const options = { background: head.background ?? null, threshold };
  return findPeaks(map, geometry, options).map(({ classIndex, ...found }) => ({
    label: head.classes[classIndex] ?? String(classIndex),
    ...found,
  }));
}
