import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rules } from "../../../src-core/network/operators/index.ts";

const page = readFileSync("docs/networks.md", "utf8");

it("the operators that are known are those that the page on networks names", () => {
  const [, list = ""] = /## Which operators are known\n\n.*\n\n([^.]+)\./.exec(page) ?? [];
  expect(list.split(/,\s+/)).toEqual([...rules.keys()].sort());
});
