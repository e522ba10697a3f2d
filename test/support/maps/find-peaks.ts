/** @file The objects of a small map, searched at once: what a search in parts is judged by. */
import { nonMaximumSuppression } from "../../../src-core/detection/nms.ts";
import type { CellGeometry, Detection } from "../../../src-core/detection/peaks.ts";
import { noClasses, addClasses, mostOverlap, peaks } from "../../../src-core/detection/peaks.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";

interface PeakOptions {
  /** The class that is no object, or null where every class is one. */
  readonly background: number | null;
  /** The lowest score that counts. Default 0.5. */
  readonly threshold?: number;
  /** Of two windows that overlap by more than this only the better stays. Default 0.2. */
  readonly iou?: number;
}

/**
 * Objects of a score map, best first: local maxima of the best class that is not background, moved to a fraction of a cell,
 * then thinned by non-maximum suppression across classes. A plateau (neighbours of one class with equal scores) is one peak.
 * @throws RangeError when the data does not have the stated shape
 */
export function findPeaks(
  map: ScoreMap,
  geometry: CellGeometry,
  { background, threshold = 0.5, iou = mostOverlap }: PeakOptions,
): Detection[] {
  const field = noClasses(map);
  addClasses(field, map, { background });
  return nonMaximumSuppression(peaks(field, geometry, threshold), iou);
}
