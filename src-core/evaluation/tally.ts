/** @file Counts image after image what was found; no more is kept than the figures need. */
import type { LabelledDetection } from "../contract/analysis.ts";
import type { ClassFigures } from "../contract/evaluation.ts";
import type { Annotation } from "./annotation.ts";
import { isCounted } from "./annotation.ts";
import { averagePrecision, ratesFrom } from "./average-precision.ts";
import { bestThreshold } from "./best-threshold.ts";
import type { MatchedDetection } from "./matching.ts";
import { matchDetections } from "./matching.ts";
import type { ProposalRecall } from "./proposals.ts";
import { coveringPlaces, recallAt } from "./proposals.ts";

export class Tally {
  private readonly iou: number;
  private readonly judged = new Map<string, MatchedDetection[]>();
  private readonly counts = new Map<string, number>();
  private readonly places: number[] = [];
  private most = 0;

  /** @param iou the least overlap with which an object is found */
  constructor(iou: number) {
    this.iou = iou;
  }

  /** One image. @param detections all of them, however low their score */
  add(annotations: readonly Annotation[], detections: readonly LabelledDetection[]): void {
    for (const { label } of annotations.filter(isCounted))
      this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
    for (const judged of matchDetections(annotations, detections, this.iou)) {
      const known = this.judged.get(judged.label);
      if (known) known.push(judged);
      else this.judged.set(judged.label, [judged]);
    }
    for (const place of coveringPlaces(annotations, detections, this.iou)) this.places.push(place);
    this.most = Math.max(this.most, detections.length);
  }

  /**
   * Figures of the classes that are annotated, in the order of `labels`.
   * @param thresholdOf of precision, recall and F1
   */
  classes(labels: readonly string[], thresholdOf: (label: string) => number): ClassFigures[] {
    return labels.flatMap((label) => {
      const count = this.counts.get(label) ?? 0;
      if (count === 0) return [];
      const judged = this.judged.get(label) ?? [];
      const ap = averagePrecision(judged, count);
      const threshold = thresholdOf(label);
      return [{ label, count, ap, threshold, ...ratesFrom(threshold, judged, count) }];
    });
  }

  /** Those of best F1; classes of which nothing right was found are left out. */
  bestThresholds(labels: readonly string[]): Record<string, number> {
    const found = labels.flatMap((label) => {
      const count = this.counts.get(label) ?? 0;
      const best = count === 0 ? null : bestThreshold(this.judged.get(label) ?? [], count);
      return best === null ? [] : [[label, best] as const];
    });
    return Object.fromEntries(found);
  }

  recallAt(): ProposalRecall[] | null {
    return recallAt(this.places, this.most);
  }
}

/** mAP: the mean over the classes that are annotated; null where there is none. */
export function meanAveragePrecision(classes: readonly ClassFigures[]): number | null {
  if (classes.length === 0) return null;
  return classes.reduce((sum, { ap }) => sum + ap, 0) / classes.length;
}
