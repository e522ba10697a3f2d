import fc from "fast-check";
import { expect, it } from "vitest";
import { descending } from "../../../src-core/detection/descending.ts";

it("has the best first, of both signs, and equal ones in their order", () => {
  const scores = Float32Array.of(0.5, -2, 3, 0.5, -0.25, 0, Infinity, -Infinity);
  expect([...descending(scores)]).toEqual([6, 2, 0, 3, 5, 4, 1, 7]);
});

it("takes −0 for 0, and puts what is no number last", () => {
  expect([...descending(Float32Array.of(-0, NaN, 0, -1))]).toEqual([0, 2, 3, 1]);
});

it("is the order that comparing gives", () => {
  const numbers = fc.array(fc.float({ noNaN: true }), { maxLength: 300 });
  fc.assert(
    fc.property(numbers, (list) => {
      const scores = Float32Array.from(list);
      const score = (index: number): number => scores[index] ?? NaN;
      const compared = [...scores.keys()].sort((a, b) =>
        score(a) === score(b) ? a - b : score(b) > score(a) ? 1 : -1,
      );
      expect([...descending(scores)]).toEqual(compared);
    }),
  );
});

it("works on a part of a larger buffer", () => {
  expect([...descending(Float32Array.of(9, 1, 2).subarray(1))]).toEqual([1, 0]);
});
