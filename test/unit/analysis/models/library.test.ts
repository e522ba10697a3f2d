/** @file The models are listed while one of them comes and goes. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { Library } from "../../../../src-main/analysis/models/library.ts";
import { onnxFile } from "../../../support/models/own-models.ts";

const folder = mkdtempSync(join(tmpdir(), "library-"));
const own = join(folder, "own");
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("has every model that stays, and tells nothing of one that is removed meanwhile", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const path = join(folder, "net.onnx");
  writeFileSync(path, onnxFile("lenet"));
  const library = new Library("models", own);
  const answers = { preset: "unit" } as const;
  const ours = await library.ids();
  const churn = async (): Promise<void> => {
    for (let round = 0; round < 12; round++) {
      await library.keep([path], answers, { id: "passing", title: "Passing" });
      await library.remove("passing");
    }
  };
  const state = { isOver: false };
  const done = churn().finally(() => (state.isOver = true));
  const seen = new Set<string>();
  while (!state.isOver) for (const { id } of await library.summaries()) seen.add(id);
  await done;
  expect([...seen].filter((id) => id !== "passing").sort()).toEqual([...ours].sort());
  expect(warned).not.toHaveBeenCalled();
  expect(readdirSync(own)).toEqual([]);
});

it("does not list what is not whole yet", async () => {
  const part = join(own, ".half.1.part");
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, "card.json"), "{}");
  expect(await new Library("models", own).ids()).not.toContain(".half.1.part");
});
