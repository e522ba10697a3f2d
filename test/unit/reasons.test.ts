/** @file Every reason that the host gives has its Chinese. */
import { expect, it } from "vitest";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { expectedEquality } from "../../src-core/network/equality.ts";
import { Agreement } from "../../src-main/analysis/agreement.ts";
import { examine } from "../../src-main/analysis/examine.ts";
import { heldScores } from "../../src-main/output/held-scores.ts";
import { reasonInChinese } from "../../src-renderer/i18n/reasons-zh.ts";
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
      ...{ path: "a.onnx", format: "onnx" as const, bytes: 1, sha256: "", model: build(name) },
      ...{ title: "a", input: {}, head: {}, source: "a test" },
    };
    const { activationReason } = await examine(source, {});
    expect(reasonInChinese(activationReason)).toMatch(chinese);
  },
);

it("a difference that nothing explains", async () => {
  const map = { data: Float32Array.of(1), classes: 1, rows: 1, columns: 1 };
  const agreement = new Agreement(0.5);
  await agreement.add(heldScores(map), [{ row: 0, column: 0 }], {
    ...{ data: Float32Array.of(0), batch: 1, classes: 1, rows: 1, columns: 1 },
  });
  const { reason } = agreement.result({ class: "exact", reason: "" });
  expect(reasonInChinese(reason)).toMatch(chinese);
});

it("what is not known stays as it is", () => {
  expect(reasonInChinese("something else")).toBe("something else");
});
