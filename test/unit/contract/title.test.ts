/** @file A card's title, in one language or two. */
import { expect, it } from "vitest";
import { card } from "../../../src-core/contract/card.ts";

const { title } = card.shape;

it.each([
  [{ en: "digits" }, { en: "digits", zh: "digits" }],
  [{ zh: "数字" }, { en: "数字", zh: "数字" }],
  [
    { en: "digits", zh: "数字" },
    { en: "digits", zh: "数字" },
  ],
])("%j", (given, whole) => {
  expect(title.parse(given)).toEqual(whole);
});

it.each([{}, { en: "" }, { zh: "" }, { en: "a", fr: "b" }, "digits"])("%j is none", (given) => {
  expect(title.safeParse(given).success).toBe(false);
});
