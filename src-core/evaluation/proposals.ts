/** @file How many objects the best boxes of an image cover, whatever their class. */
import type { LabelledDetection } from "../contract/analysis.ts";
import { intersectionOverUnion } from "../detection/box.ts";
import type { Annotation } from "./annotation.ts";
import { isCounted } from "./annotation.ts";

/** Numbers of boxes per image that a recall is told for. */
const sizes = [10, 30, 50, 100, 300] as const;

/**
 * For each annotation that counts, the place of the first box that overlaps it by at least `iou`, the best box having
 * place 1; Infinity where there is none. A box may cover several.
 */
export function coveringPlaces(
  annotations: readonly Annotation[],
  boxes: readonly LabelledDetection[],
  iou: number,
): number[] {
  const bestFirst = [...boxes].sort((one, other) => other.score - one.score);
  return annotations.filter(isCounted).map((annotation) => {
    const index = bestFirst.findIndex((box) => intersectionOverUnion(box, annotation) >= iou);
    return index < 0 ? Infinity : index + 1;
  });
}

export interface ProposalRecall {
  readonly proposals: number;
  readonly recall: number;
}

/**
 * Share of the annotations that the best 10, 30, … boxes of each image cover, up to the first number that takes all boxes.
 * @param places of all images
 * @param most boxes of an image
 * @returns null where nothing is annotated
 */
export function recallAt(places: readonly number[], most: number): ProposalRecall[] | null {
  if (places.length === 0) return null;
  const enough = sizes.findIndex((size) => size >= most);
  return sizes.slice(0, enough < 0 ? sizes.length : enough + 1).map((proposals) => ({
    proposals,
    recall: places.filter((place) => place <= proposals).length / places.length,
  }));
}
