/** @file How the scores of detections are spread, and all detections as a table. */
import type { EditedDetection } from "../../src-core/detection/with-edits.ts";

export interface ScoreBin {
  readonly label: string;
  /** From this score on, up to the next one; the last holds its end, too. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export const binCount = 20;

const boundary = (lowest: number, highest: number, index: number): number =>
  lowest + ((highest - lowest) * index) / binCount;

/**
 * Of each class, those bins that hold something. What was added by hand has no score, what was rejected does not count.
 * Bins reach from 0 to 1, and further where scores do.
 */
export function scoreBins(detections: readonly EditedDetection[]): ScoreBin[] {
  const scored = detections.filter(({ edited }) => edited !== "added" && edited !== "rejected");
  let [lowest, highest] = [0, 1];
  for (const { score } of scored) {
    lowest = Math.min(lowest, score);
    highest = Math.max(highest, score);
  }
  const counts = new Map<string, number[]>();
  for (const { label, score } of scored) {
    const bins = counts.get(label) ?? new Array<number>(binCount).fill(0);
    const place = Math.floor(((score - lowest) / (highest - lowest)) * binCount + 1e-9);
    const bin = Math.min(binCount - 1, place);
    bins[bin] = (bins[bin] ?? 0) + 1;
    counts.set(label, bins);
  }
  return [...counts].flatMap(([label, bins]) =>
    bins.flatMap((count, index) =>
      count === 0
        ? []
        : [
            {
              label,
              from: boundary(lowest, highest, index),
              to: boundary(lowest, highest, index + 1),
              count,
            },
          ],
    ),
  );
}

const row = (fields: readonly (string | number)[]): string =>
  // A name with a tab would be two columns.
  fields.map((field) => String(field).replaceAll(/[\t\r\n]+/g, " ")).join("\t");

/** As a spreadsheet takes it. @param names of the columns */
export const binsTable = (bins: readonly ScoreBin[], names: readonly string[]): string =>
  [
    row(names),
    ...bins.map(({ label, from, to, count }) =>
      row([label, Number(from.toFixed(4)), Number(to.toFixed(4)), count]),
    ),
  ].join("\n");

/** Without what was rejected; as a spreadsheet takes it. @param names of the columns */
export const detectionsTable = (
  detections: readonly EditedDetection[],
  names: readonly string[],
): string =>
  [
    row(names),
    ...detections
      .filter(({ edited }) => edited !== "rejected")
      .map(({ label, score, x, y, width, height, edited = "" }) =>
        row([label, edited === "added" ? "" : score, x, y, width, height, edited]),
      ),
  ].join("\n");
