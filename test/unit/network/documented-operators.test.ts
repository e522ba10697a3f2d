import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { folds } from "../../../src-core/network/folding/index.ts";
import { rules } from "../../../src-core/network/operators/index.ts";

const page = readFileSync("docs/networks.md", "utf8");

/** The names between the paragraph that ends so and the next full stop. */
function listed(before: string): readonly string[] {
  const [, list = ""] = page.split(`${before}\n\n`);
  return (list.split(".")[0] ?? "").split(/,\s+/);
}

it("the operators that are known are those that the page on networks names", () => {
  const before = "each within what the sections above and below say of it:";
  expect(listed(before)).toEqual([...rules.keys()].sort());
});

it("the operators that are computed on constants are those that the page on networks names", () => {
  const before = "the result is computed before anything runs, of these alone:";
  expect(listed(before)).toEqual([...folds.keys()].sort());
});
