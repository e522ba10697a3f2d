/** @file How scores are spread, and what a spreadsheet gets. */
import { expect, test } from "vitest";
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import {
  binsTable,
  detectionsTable,
  scoreBins,
} from "../../../src-renderer/presentation/score-histogram.ts";

const box = { x: 1, y: 2, width: 3, height: 4 };
const one = (label: string, score: number, more: Partial<EditedDetection> = {}) => ({
  label,
  score,
  ...box,
  ...more,
});

test("each score is in one bin, the highest in the last; by hand and rejected are in none", () => {
  const bins = scoreBins([
    one("red", 1),
    one("red", 0.96),
    one("red", 0.95),
    one("white", 0.3),
    one("white", 0.2, { edited: "rejected" }),
    one("white", NaN, { edited: "added", id: "box-1" }),
  ]);
  expect(bins.map(({ label, from, count }) => [label, Number(from.toFixed(3)), count])).toEqual([
    ["red", 0.95, 3],
    ["white", 0.3, 1],
  ]);
  expect(binsTable(bins, ["Class", "From", "To", "Count"])).toBe(
    "Class\tFrom\tTo\tCount\nred\t0.95\t1\t3\nwhite\t0.3\t0.35\t1",
  );
});

test("scores that are no probabilities widen the bins", () => {
  const bins = scoreBins([one("red", -4), one("red", 6)]);
  expect(bins.map(({ from, to }) => [from, to])).toEqual([
    [-4, -3.5],
    [5.5, 6],
  ]);
});

test("the table of detections has what counts, and no score of what was added", () => {
  const text = detectionsTable(
    [
      one("re\td", 0.5, { edited: "relabelled", foundAs: "white" }),
      one("red", 0.4, { edited: "rejected" }),
      one("white", NaN, { edited: "added", id: "box-1" }),
    ],
    ["Class"],
  );
  expect(text).toBe("Class\nre d\t0.5\t1\t2\t3\t4\trelabelled\nwhite\t\t1\t2\t3\t4\tadded");
});
