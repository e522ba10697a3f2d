import { expect, it } from "vitest";
import { bestAnchors, probabilities } from "../../../src-core/detection/probabilities.ts";

// Two anchors of two classes in three cells.
const shape = { anchors: 2, classes: 2, cells: 3 };
const rows = (data: Float32Array): number[][] =>
  [0, 1, 2, 3].map((row) => [...data.subarray(3 * row, 3 * row + 3)]);

it("softmax runs over the classes of each anchor", () => {
  const data = Float32Array.of(0, 0, 0, 0, Math.log(3), 200, 5, 0, 0, 5, 0, -200);
  const [none, some, first, second] = rows(probabilities({ data, ...shape }, "softmax"));
  expect(none?.[0]).toBeCloseTo(0.5);
  expect(some?.[0]).toBeCloseTo(0.5);
  expect(none?.[1]).toBeCloseTo(0.25);
  expect(some?.[1]).toBeCloseTo(0.75);
  expect(some?.[2]).toBeCloseTo(1);
  expect(first?.[2]).toBeCloseTo(1);
  expect(second?.[2]).toBeCloseTo(0);
});

it("sigmoid takes each score by itself", () => {
  const data = Float32Array.of(0, Math.log(3), -Math.log(3));
  const one = { anchors: 1, classes: 1, cells: 3 };
  expect([...probabilities({ data, ...one }, "sigmoid")]).toEqual(
    [0.5, 0.75, 0.25].map((value) => expect.closeTo(value) as number),
  );
});

it("a cell is as sure of a class as its best anchor, and of nothing as its least", () => {
  const data = Float32Array.of(0.9, 0.2, 0.5, 0.1, 0.8, 0.5, 0.7, 0.6, 0.5, 0.3, 0.4, 0.5);
  const best = bestAnchors({ data, ...shape }, 0);
  const expected = [0.7, 0.2, 0.5, 0.3, 0.8, 0.5];
  expect([...best]).toEqual(expected.map((value) => expect.closeTo(value) as number));
});
