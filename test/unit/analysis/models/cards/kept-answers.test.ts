/** @file What is remembered of earlier answers, and where they meet a card. */
import { inEnglish, raw } from "../../../../../src-core/messages/said.ts";
import { expect, it } from "vitest";
import { userCard } from "../../../../../src-core/contract/card.ts";
import { answers } from "../../../../../src-core/contract/examined.ts";
import { cardConflict } from "../../../../../src-main/analysis/models/cards/card-conflict.ts";
import {
  mergedAnswers,
  rememberedNotice,
} from "../../../../../src-main/analysis/models/cards/kept-answers.ts";

const before = answers.parse({ preset: "unit", output: "logits", classes: ["a", "b"], mean: [1] });

it.each([
  ["nothing is said anew", {}, before],
  ["a preset says all of the pixels", { preset: "raw" }, { output: "logits", classes: ["a", "b"] }],
  ["classes belong to an output", { output: "other" }, { preset: "unit", mean: [1] }],
  [
    "which is the same one",
    { output: "logits" },
    { preset: "unit", classes: ["a", "b"], mean: [1] },
  ],
])("%s", (_, now, remembered) => {
  expect(mergedAnswers(before, answers.parse(now))).toEqual(remembered);
});

it("is told as it is said, and not where there is nothing to tell", () => {
  expect(rememberedNotice({}, "kept.json")).toEqual([]);
  const [notice] = rememberedNotice({ ...before, background: null }, "kept.json");
  expect(notice?.code).toBe("answer-remembered");
  for (const part of [
    "--preset unit",
    "--scores logits",
    "2 names",
    "--background none",
    "kept.json",
  ])
    expect(notice?.message).toContain(part);
});

const card = userCard.parse({
  input: {
    width: 28,
    height: 20,
    color: "gray",
    scale: 1 / 255,
    mean: [0],
    std: [1],
    polarity: "auto",
  },
  head: { kind: "classifier", classes: ["a", "b"], background: 1, activation: "softmax" },
});

it.each([
  [{ preset: "unit", window: { width: 28, height: 20 }, activation: "softmax" }],
  [{ scale: 0.00392157, mean: [0], std: [1], color: "gray", classes: ["a", "b"], background: 1 }],
  [{ output: "y" }],
])("%j is what the card says", (said) => {
  expect(cardConflict(card, answers.parse(said), "y")).toBeUndefined();
});

it.each([
  [{ window: { width: 20, height: 28 } }, "--window"],
  [{ preset: "mnist" }, "--preset mnist: mean"],
  [{ preset: "caffe" }, "--preset caffe, the card says 1 channels"],
  [{ scale: 1 }, "--scale 1, the card says 0.0039"],
  [{ polarity: "light-on-dark" }, "--polarity"],
  [{ classes: ["a", "c"] }, "--labels a, c, the card says a, b"],
  [{ background: null }, "--background null, the card says 1"],
  [{ activation: "none" }, "--activation none, the card says softmax"],
  [{ output: "z" }, "--scores z, the card says y"],
])("%j is not", (said, told) => {
  expect(inEnglish(cardConflict(card, answers.parse(said), "y") ?? raw(""))).toContain(told);
});
