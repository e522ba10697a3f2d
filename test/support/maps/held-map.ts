/** @file The map of a small image, which is in memory. */
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { AnalysisOutcome } from "../../../src-main/analysis/results/outcome.ts";

export function heldMap({ map }: AnalysisOutcome): ScoreMap {
  if (!map) throw new Error("the map lies on the disk");
  return map;
}
