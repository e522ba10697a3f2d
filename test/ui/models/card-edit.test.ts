import { describe, expect, it } from "vitest";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { CardChange } from "../../../src-core/contract/model-changes.ts";
import { CardEdit } from "../../../src-renderer/state/models/card-edit.svelte.ts";
import { model as lenet } from "../workspace/fake-host.ts";

const model = { ...lenet, own: true };
const fields = (edit: CardEdit): string[] => edit.faults.map(({ field }) => field);

describe("a card that is edited", () => {
  it("has changed in nothing at first, and nothing is wrong with it", () => {
    const edit = new CardEdit(model);
    expect([edit.change, edit.hasChanged, edit.faults]).toEqual([{}, false, []]);
  });

  it("sends what was changed, and that alone", () => {
    const edit = new CardEdit(model);
    edit.license = " BSD ";
    expect(edit.change).toEqual({ license: "BSD" });
    edit.scale = "0.5";
    expect(edit.change).toEqual({ license: "BSD", input: { ...model.input, scale: 0.5 } });
    edit.license = model.license;
    edit.scale = String(model.input.scale);
    expect(edit.hasChanged).toBe(false);
  });

  it("takes a background away, and gives one", () => {
    const edit = new CardEdit(model);
    edit.background = edit.background === null ? 0 : null;
    expect(Object.keys(edit.change)).toEqual(["head"]);
    expect(edit.change.head?.background ?? null).toBe(edit.background);
  });

  it.each<[string, (edit: CardEdit) => void, string]>([
    ["a name in one language alone", (edit) => void (edit.chinese = " "), "title"],
    ["no licence", (edit) => void (edit.license = ""), "license"],
    ["a class too few", (edit) => void (edit.classes = edit.names.slice(1).join("\n")), "classes"],
    [
      "a class twice",
      (edit) =>
        void (edit.classes = edit.names
          .map((name, at) => (at === 1 ? (edit.names[0] ?? "") : name))
          .join("\n")),
      "twice",
    ],
    ["two means for one channel", (edit) => void (edit.mean = "0 0"), "mean"],
    ["a divisor that is no number", (edit) => void (edit.std = "one"), "std"],
    ["a scale of nothing", (edit) => void (edit.scale = "0"), "positive"],
    ["no scale", (edit) => void (edit.scale = ""), "positive"],
  ])("is not sent with %s", async (_, spoil, field) => {
    const edit = new CardEdit(model);
    spoil(edit);
    expect(fields(edit)).toEqual([field]);
    const sent: CardChange[] = [];
    expect(await edit.save((change) => Promise.resolve(void sent.push(change)))).toBe(false);
    expect(sent).toEqual([]);
  });

  it("stays open with what the host says against it", async () => {
    const edit = new CardEdit(model);
    edit.license = "BSD";
    const kept = await edit.save(() => Promise.reject(new UserError("invalid-model", "no")));
    expect([kept, edit.saving, edit.failure?.message]).toEqual([false, false, "no"]);
  });
});
