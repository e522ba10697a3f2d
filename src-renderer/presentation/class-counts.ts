/** @file How many detections there are of each class. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";

export interface ClassCount {
  readonly label: string;
  readonly count: number;
  /** Of all detections; 0 where there are none. */
  readonly share: number;
}

const few = 12; // classes that are told although nothing of them is there

/** In the order of the classes, which does not jump about; of many classes those that are there. */
export function countByClass(
  detections: readonly Pick<LabelledDetection, "label">[],
  labels: readonly string[],
): ClassCount[] {
  const counts = new Map(labels.map((label) => [label, 0]));
  for (const { label } of detections) counts.set(label, (counts.get(label) ?? 0) + 1);
  const all = [...counts].map(([label, count]) => ({
    label,
    count,
    share: detections.length > 0 ? count / detections.length : 0,
  }));
  return labels.length <= few ? all : all.filter(({ count }) => count > 0);
}

/** As a spreadsheet takes it. @param names of the columns */
export const countsTable = (
  counts: readonly ClassCount[],
  names: readonly [label: string, count: string, share: string],
): string =>
  [names, ...counts.map(({ label, count, share }) => [label, count, share.toFixed(4)])]
    .map((row) => row.join("\t"))
    .join("\n");
