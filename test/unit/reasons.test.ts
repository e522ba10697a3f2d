/** @file Every reason that the host gives has its Chinese. */
import { raw } from "../../src-core/messages/said.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import { expectedEquality } from "../../src-core/network/properties/equality.ts";
import { Agreement } from "../../src-main/analysis/windows/agreement.ts";
import { examine } from "../../src-main/analysis/models/examination/examine.ts";
import { existingCard } from "../../src-main/analysis/models/cards/existing-card.ts";
import { rememberedNotice } from "../../src-main/analysis/models/cards/kept-answers.ts";
import { heldScores } from "../../src-main/output/held-scores.ts";
import { reasonInChinese } from "../../src-renderer/i18n/notices/reasons-zh.ts";
import { temporaryFolder } from "../support/folder.ts";
import { zoo } from "../support/zoo/index.ts";

const chinese = /\p{Script=Han}/u;
const models = new Map(zoo.map((network) => [network.name, network]));
const build = (name: string) => {
  const network = models.get(name);
  if (!network) throw new Error(`the zoo has no ${name}`);
  return network.build();
};

it.each([
  ["lenet", "没有填充，也没有"],
  ["ceil-idle", "没有起作用的不完整位置"],
  ["rnet", "与 25×25 的窗口相比严格相等"],
  ["pad-same-upper", "“conv1” 带有填充"],
])("the class of %s", (name, words) => {
  const { reason } = expectedEquality(convolutionalize(build(name)));
  expect(reasonInChinese(reason)).toMatch(new RegExp(words));
});

it.each(["lenet", "rnet", "head-log-softmax", "head-sigmoid"])(
  "the activation of %s",
  async (name) => {
    const source = {
      path: "a.onnx",
      format: "onnx" as const,
      bytes: 1,
      sha256: "",
      model: build(name),
      title: "a",
      input: {},
      head: {},
      source: "a test",
    };
    const { activationReason } = (await examine(source, {})).examined;
    expect(reasonInChinese(activationReason)).toMatch(chinese);
  },
);

it.each([
  "measured: the scores of 9 probe windows lie within 0 and 1 and do not sum to 1: each is a probability of its own",
  "measured: the scores of 9 probe windows lie within 0 and 1: each is a probability of its own",
  "measured: the scores of 9 probe windows are never negative and sum to 100: they are that many times probabilities, and are taken as they are, not as shares of 1",
  "the activation is assumed to be softmax (the network ends in Gemm, and there is one class): another one is said with --activation, as the model is imported or its file named, or in its card",
  "kept from last time, when it was not noted who named it",
  "as it is said",
  "as it was said before",
])("%s", (reason) => {
  expect(reasonInChinese(reason)).toMatch(chinese);
});

it("scores that are no numbers, behind any other reason", async () => {
  const map = { data: Float32Array.of(NaN, 1), classes: 1, rows: 1, columns: 2 };
  const windows = [NaN, Infinity].map((score) => ({
    data: Float32Array.of(score),
    batch: 1,
    classes: 1,
    rows: 1,
    columns: 1,
  }));
  const agreement = new Agreement(0.5);
  const reasons: string[] = [];
  for (const [column, scores] of windows.entries()) {
    await agreement.add(heldScores(map), [{ row: 0, column }], scores);
    const { reason } = agreement.result(expectedEquality(convolutionalize(build("lenet"))));
    reasons.push(reasonInChinese(reason));
  }
  expect(reasons).toEqual([
    "没有填充，也没有 ceil 模式的池化：每个单元只取决于自己的窗口；没有任何得分可供比较；网络本身在 1 个单元中的 1 个给出 NaN，两种方式相同",
    "不称其为相等；没有任何得分可供比较；在 2 个单元中的 1 个，仅一种方式给出 NaN 或无穷大（数值溢出）；网络本身在 2 个单元中的 1 个给出 NaN，两种方式相同",
  ]);
});

it("answers that are remembered, and a card that is not used", async () => {
  const [{ message } = { message: "" }] = rememberedNotice({ preset: "unit" }, "/home/a.json");
  expect(reasonInChinese(message)).toMatch(/沿用.*预设 unit.*a\.json/);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "card.json"), "{");
  const file = { path: join(folder, "net.onnx"), sha256: "" };
  const { notices } = await existingCard(file, join(folder, "none"));
  expect(reasonInChinese(notices[0]?.message ?? "")).toMatch(/^未使用.*card\.json/);
});

it("a difference that nothing explains", async () => {
  const map = { data: Float32Array.of(1), classes: 1, rows: 1, columns: 1 };
  const agreement = new Agreement(0.5);
  await agreement.add(heldScores(map), [{ row: 0, column: 0 }], {
    data: Float32Array.of(0),
    batch: 1,
    classes: 1,
    rows: 1,
    columns: 1,
  });
  const { reason } = agreement.result({ class: "exact", reason: "", said: raw("") });
  expect(reasonInChinese(reason)).toMatch(chinese);
});

it("what is not known stays as it is", () => {
  expect(reasonInChinese("something else")).toBe("something else");
});
