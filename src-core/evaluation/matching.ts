/** @file The detections of one image, each compared with the annotations of its class. */
import type { LabelledDetection } from "../contract/analysis.ts";
import type { Box } from "../detection/box.ts";
import { intersectionOverUnion } from "../detection/box.ts";
import type { Annotation } from "./annotation.ts";
import { isCounted } from "./annotation.ts";

export interface MatchedDetection {
  readonly label: string;
  readonly score: number;
  /** Whether it found an annotated object that no better detection had found. */
  readonly right: boolean;
}

/**
 * From the best score down, each detection takes the annotation of its class that it overlaps most of those that are not
 * taken yet, if by at least `iou`. One that finds only an ignored annotation is left out. Equal scores are compared in the
 * order of their boxes and labels, so that the order in which they are given does not matter.
 * Source: Everingham et al. 2010, section 4.2.2; for crowds Lin et al. 2014 (COCO), whose overlap is a share of the detection.
 * @returns the best first
 */
export function matchDetections(
  annotations: readonly Annotation[],
  detections: readonly LabelledDetection[],
  iou: number,
): MatchedDetection[] {
  const free = new Set(annotations.filter(isCounted));
  const ignored = annotations.filter((annotation) => !isCounted(annotation));
  const judged: MatchedDetection[] = [];
  for (const detection of [...detections].sort(inOrder)) {
    const { label, score } = detection;
    const found = mostOverlapped(detection, free, iou);
    if (found) free.delete(found);
    if (found || !mostOverlapped(detection, ignored, iou))
      judged.push({ label, score, right: found !== undefined });
  }
  return judged;
}

const inOrder = (one: LabelledDetection, other: LabelledDetection): number =>
  other.score - one.score ||
  one.x - other.x ||
  one.y - other.y ||
  one.width - other.width ||
  one.height - other.height ||
  Number(one.label > other.label) - Number(one.label < other.label);

/** The first of several. */
function mostOverlapped(
  { label, ...box }: LabelledDetection,
  annotations: Iterable<Annotation>,
  iou: number,
): Annotation | undefined {
  let best: Annotation | undefined;
  let most = iou;
  for (const annotation of annotations) {
    if (annotation.label !== label) continue;
    const overlap = overlapOf(box, annotation);
    if (overlap > most || (overlap === most && !best)) {
      best = annotation;
      most = overlap;
    }
  }
  return best;
}

/** A crowd is larger than any of its objects: there the share of the detection that lies in it counts. */
function overlapOf(box: Box, annotation: Annotation): number {
  const overlap = intersectionOverUnion(box, annotation);
  if (annotation.ignored !== "crowd" || overlap === 0) return overlap;
  const right = Math.min(box.x + box.width, annotation.x + annotation.width);
  const bottom = Math.min(box.y + box.height, annotation.y + annotation.height);
  const shared = (right - Math.max(box.x, annotation.x)) * (bottom - Math.max(box.y, annotation.y));
  return shared / (box.width * box.height);
}
