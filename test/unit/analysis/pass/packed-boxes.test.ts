/** @file Boxes as numbers side by side. */
import { expect, it } from "vitest";
import type { Candidate } from "../../../../src-core/detection/candidate.ts";
import { packBoxes, unpackBoxes } from "../../../../src-main/analysis/pass/packed-boxes.ts";

const box: Candidate = {
  x: 1,
  y: 2,
  width: 3,
  height: 4,
  score: 0.75,
  classIndex: 5,
  scale: 1,
};

it("come back as they were, those that are none among them", () => {
  const all: Candidate[] = [box, { ...box, x: NaN, fault: "not-finite" }, { ...box, score: 0.25 }];
  expect([...unpackBoxes(packBoxes(all), 1, 0)]).toEqual(all);
  expect([...unpackBoxes(packBoxes(all), 1, 0.5)]).toEqual(all.slice(0, 2));
});
