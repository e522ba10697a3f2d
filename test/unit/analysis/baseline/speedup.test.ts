import { expect, it } from "vitest";
import { passInRounds, speedupOf } from "../../../../src-main/analysis/baseline/speedup.ts";

const rounds = [
  { pass: 2, batched: 20, single: 100 },
  // The machine was twice as slow in this round: the ratio does not mind.
  { pass: 4, batched: 40, single: 220 },
  { pass: 2, batched: 24, single: 90 },
];

it("is the median of the rounds' ratios, with their range", () => {
  expect(speedupOf(rounds)).toEqual({
    batched: 10,
    single: 50,
    rounds: 3,
    range: { batched: { min: 10, max: 12 }, single: { min: 45, max: 55 } },
  });
});

it("makes the times of the pass those of the rounds, and its total follow", () => {
  const run = { median: 5, min: 5, max: 5 };
  const fcn = { runs: 1, decode: 1, prepare: 2, session: 9, run, collect: 3, total: 11 };
  expect(passInRounds(fcn, rounds)).toEqual({
    ...fcn,
    runs: 3,
    total: 8,
    run: { median: 2, min: 2, max: 4 },
  });
});
