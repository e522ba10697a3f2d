import { expect, test } from "vitest";
import { TimeLeftEstimate } from "../../../src-renderer/presentation/time-left-estimate.ts";

const pass = (done: number) => ({ phase: "pass" as const, done, total: 100 });

test("says nothing before there is evidence, then what is left at this pace", () => {
  const pace = new TimeLeftEstimate();
  expect(pace.estimate(pass(0), 0)).toBeNull();
  expect(pace.estimate(pass(10), 900)).toBeNull();
  expect(pace.estimate(pass(20), 4000)).toBe(16_000);
});

test("does not count what was there when the phase began", () => {
  const pace = new TimeLeftEstimate();
  pace.estimate(pass(50), 0);
  expect(pace.estimate(pass(60), 5000)).toBe(20_000);
  expect(pace.estimate({ ...pass(0), phase: "collect" }, 6000)).toBeNull();
});
