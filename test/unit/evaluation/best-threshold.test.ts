import { expect, it } from "vitest";
import { bestThreshold } from "../../../src-core/evaluation/best-threshold.ts";

const judged = (...all: [number, boolean][]) => all.map(([score, right]) => ({ score, right }));

it("is the hundredth of best F1, in the middle of those that are as good", () => {
  // Three objects. From 0.9 on: 1 of 1, F1 2/4. From 0.7: 2 of 2, 4/5. From 0.5: 2 of 3, 4/6. From 0.3: 3 of 4, 6/7.
  const list = judged([0.9, true], [0.7, true], [0.5, false], [0.3, true]);
  expect(bestThreshold(list, 3)).toBe(0.15); // 0.01 to 0.3
  // Of two objects the two best are all: F1 1 from 0.51 to 0.7.
  expect(bestThreshold(list.slice(0, 3), 2)).toBe(0.6);
});

it("is none where nothing right was found", () => {
  expect(bestThreshold(judged([0.9, false]), 2)).toBeNull();
  expect(bestThreshold([], 2)).toBeNull();
});
