import { expect, test } from "vitest";
import { Pace } from "../../src-renderer/presentation/pace.ts";

const pass = (done: number) => ({ phase: "pass" as const, done, total: 100 });

test("says nothing before there is evidence, then what is left at this pace", () => {
  const pace = new Pace();
  expect(pace.left(pass(0), 0)).toBeNull();
  expect(pace.left(pass(10), 1000)).toBeNull();
  expect(pace.left(pass(20), 4000)).toBe(16_000);
});

test("does not count what was there when the phase began", () => {
  const pace = new Pace();
  pace.left(pass(50), 0);
  expect(pace.left(pass(60), 5000)).toBe(20_000);
  expect(pace.left({ ...pass(0), phase: "collect" }, 6000)).toBeNull();
});
