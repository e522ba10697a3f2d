/** @file What is the user's is found in messages, as it is and as they show it. */
import { expect, it } from "vitest";
import { oneLine, printableName } from "../../../src-core/printable.ts";
import { KnownNames } from "../../../src-main/log/known-names.ts";

it("finds names with marks and line ends in them, and cut ones", () => {
  const known = new KnownNames();
  const names = ["Erika\u202egnp.exe", "Anna\nMaier", `x${"y".repeat(300)}`, "plain cat"];
  for (const name of names) known.add(name);
  for (const name of names)
    for (const shown of [name, oneLine(name), printableName(name)])
      expect(known.in(`${shown}: is no image`), JSON.stringify(shown)).toEqual([name]);
  expect(known.in("nothing of it")).toEqual([]);
});

it("keeps thousands, and forgets those that were told longest ago", () => {
  const known = new KnownNames();
  known.add("the first of all");
  for (let index = 0; index < 20_000; index++) known.add(`image number ${index}`);
  expect(known.in("the first of all: is no image")).toEqual(["the first of all"]);
  known.add("the first of all");
  for (let index = 0; index < 300; index++) known.add(`${index} ${"long ".repeat(800)}`);
  expect(known.in("image number 1: is no image")).toEqual([]);
});
