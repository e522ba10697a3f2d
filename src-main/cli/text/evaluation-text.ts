/** @file An evaluation for people, on a terminal. */
import type { ClassFigures, Evaluation } from "../../../src-core/contract/evaluation.ts";
import type { WindowFigures } from "../../analysis/evaluation/window-figures.ts";
import { table } from "./table.ts";

export interface Setting {
  readonly folder: string;
  readonly windows: WindowFigures | null;
}

/** Several lines, without one at the end. */
export function evaluationText(
  { model, split, images, iou, mAP, classes, recallAt, thresholds }: Evaluation,
  { folder, windows }: Setting,
): string {
  const list = split === null ? "" : ` (${split})`;
  const lines = [`${model} on ${folder}${list}: ${images} images, found at an overlap of ${iou}`];
  if (classes) {
    const columns = ["class", "objects", "AP", "threshold", "precision", "recall", "F1"];
    lines.push(...table(columns, rows(classes)));
    const mean = mAP === null ? "" : `mAP ${figure(mAP)} over ${classes.length} classes; `;
    lines.push(`  ${mean}precision, recall and F1 of detections that score at least the threshold`);
  }
  if (thresholds)
    lines.push(
      "  thresholds of best F1, ready for the head of the card:",
      `  "thresholds": ${JSON.stringify(thresholds)}`,
    );
  if (recallAt)
    lines.push(
      ...table(
        ["best boxes of an image", "recall of objects"],
        recallAt.map(({ proposals, recall }) => [String(proposals), figure(recall)]),
      ),
    );
  if (windows) {
    const { accuracy, each, classes: kinds } = windows;
    lines.push(
      `  window accuracy ${figure(accuracy)}: the classifier itself on ${each * kinds} windows, ${each} of each of ${kinds} classes`,
    );
  }
  return lines.join("\n");
}

const rows = (classes: readonly ClassFigures[]): string[][] =>
  classes.map(({ label, count, ap, threshold, precision, recall, f1 }) => [
    ...[label, String(count), figure(ap), String(threshold)],
    ...[precision, recall, f1].map(figure),
  ]);

const figure = (value: number): string => value.toFixed(4);
