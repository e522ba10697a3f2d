/** @file Detections on the screen: all outlines as one path, and the labels that are in sight. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { View } from "./view.ts";
import { toScreen } from "./view.ts";

export interface Label {
  readonly detection: LabelledDetection;
  /** Top-left corner of its box, CSS pixels of the viewer. */
  readonly x: number;
  readonly y: number;
  /** Whether the score fits beside the name. */
  readonly roomy: boolean;
}

const narrowest = 14; // CSS pixels of a box that gets a label
const roomyFrom = 52;
const most = 300; // labels: more cannot be read, and are slow

const longest = 26; // letters of a name

/** Some names are whole lists of synonyms. */
export const shortName = (name: string): string =>
  name.length > longest ? `${name.slice(0, longest - 1).replace(/[\s,;]+$/, "")}…` : name;

/** One path for any number of boxes: thousands of elements would not follow the pointer. */
export function outlines(detections: readonly LabelledDetection[], view: View): string {
  return detections
    .map((detection) => {
      const { x, y, width, height } = toScreen(view, detection);
      return `M${x} ${y}h${width}v${height}h${-width}Z`;
    })
    .join("");
}

/** Labels of the boxes that touch the viewer, best first. */
export function labelsInSight(
  detections: readonly LabelledDetection[],
  view: View,
  viewer: { readonly width: number; readonly height: number },
): Label[] {
  const labels: Label[] = [];
  for (const detection of detections) {
    const { x, y, width, height } = toScreen(view, detection);
    const inSight = x < viewer.width && y < viewer.height && x + width > 0 && y + height > 0;
    if (!inSight || width < narrowest) continue;
    labels.push({ detection, x, y, roomy: width >= roomyFrom });
    if (labels.length === most) break;
  }
  return labels;
}
