/** @file An evaluation for people, on a terminal. */
import type { ClassFigures, Evaluation } from "../../src-core/contract/evaluation.ts";
import type { WindowFigures } from "../analysis/window-figures.ts";
import { table } from "./table.ts";

export interface Setting {
  readonly folder: string;
  /** Of precision, recall and F1. */
  readonly threshold: number;
  readonly windows: WindowFigures | null;
}

/** Several lines, without one at the end. */
export function evaluationText(
  { model, split, images, iou, mAP, classes, recallAt }: Evaluation,
  { folder, threshold, windows }: Setting,
): string {
  const list = split === null ? "" : ` (${split})`;
  const lines = [`${model} on ${folder}${list}: ${images} images, found at an overlap of ${iou}`];
  if (classes) {
    lines.push(...table(["class", "objects", "AP", "precision", "recall", "F1"], rows(classes)));
    const mean = mAP === null ? "" : `mAP ${figure(mAP)} over ${classes.length} classes; `;
    lines.push(`  ${mean}precision, recall and F1 of detections that score at least ${threshold}`);
  }
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
  classes.map(({ label, count, ap, precision, recall, f1 }) => [
    ...[label, String(count)],
    ...[ap, precision, recall, f1].map(figure),
  ]);

const figure = (value: number): string => value.toFixed(4);
