/** @file Detections as a table. Source: RFC 4180. */
import type { EditedDetection } from "../../src-core/detection/with-edits.ts";

const header = "label,score,x,y,width,height,centreX,centreY";

/**
 * A line per detection; lengths are pixels of the image, (0, 0) is the corner of the first one.
 * Where a person corrected some, another column says which: `added`, which have no score, and `relabelled`.
 * A byte order mark comes first only where a label is not plain ASCII: spreadsheets take such a file for something else without
 * it, and scripts are better off where there is none.
 */
export function* csvLines(
  detections: readonly EditedDetection[],
  isEdited = false,
): Generator<string> {
  const plain = detections.every(({ label }) => /^[\x20-\x7e]*$/.test(label));
  yield `${plain ? "" : "\ufeff"}${header}${isEdited ? ",edited" : ""}\r\n`;
  for (const { label, score, x, y, width, height, edited = "" } of detections) {
    const numbers = [
      edited === "added" ? "" : score,
      x,
      y,
      width,
      height,
      x + width / 2,
      y + height / 2,
    ];
    yield `${csvField(label)},${numbers.join(",")}${isEdited ? `,${edited}` : ""}\r\n`;
  }
}

/** One field of text. A spreadsheet would run what begins like a formula, also in quotes; an apostrophe makes it text. */
export function csvField(label: string): string {
  const safe = /^[=+\-@\t\r]/.test(label) ? `'${label}` : label;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
