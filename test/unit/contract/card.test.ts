/** @file What a card may not say. */
import { expect, it } from "vitest";
import { userCard } from "../../../src-core/contract/card.ts";

const input = {
  width: 8,
  height: 8,
  color: "rgb",
  scale: 1 / 255,
  polarity: "auto",
  mean: [0.5, 0, 0],
  std: [1, 1, 1],
};
const head = { kind: "classifier", classes: ["a", "b"], activation: "none" };
const wrong = (card: unknown) =>
  userCard
    .safeParse(card)
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

it("is nothing wrong with a plain one", () => {
  expect(wrong({ input, head })).toBeUndefined();
});

it("names each class otherwise", () => {
  expect(wrong({ input, head: { ...head, classes: ["a", "b", "a"] } })).toEqual([
    "head.classes: a is the name of two classes, 0 and 2: name one of them otherwise",
  ]);
});

it.each([
  ["scale", { scale: 1e-300 }, "input.scale: 1e-300 is no number of 32 bits"],
  ["scale", { scale: 1e300 }, "input.scale: 1e+300 is no number of 32 bits"],
  ["scale", { scale: 0 }, "input.scale: must be above 0"],
  ["mean", { mean: [1e39, 0, 0] }, "input.mean.0: 1e+39 is no number of 32 bits"],
  ["std", { std: [1, 1e-45, 1] }, "input.std.1: 1e-45 is no number of 32 bits"],
  ["both", { scale: 1e-30, std: [1e30, 1, 1] }, "input: scale / std is no number of 32 bits"],
])("has numbers that the network can compute with: %s %j", (_, given, told) => {
  expect(wrong({ input: { ...input, ...given }, head })?.[0]).toContain(told);
});
