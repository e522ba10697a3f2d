import { expect, it } from "vitest";
import { refusals } from "../../../src-core/network/graph/refusals.ts";
import { rules } from "../../../src-core/network/operators/index.ts";

it("an operator that has a rule is refused by none of the words for those that have none", () => {
  expect([...refusals.keys()].filter((operator) => rules.has(operator))).toEqual([]);
  expect(refusals.size).toBeGreaterThan(10);
});
