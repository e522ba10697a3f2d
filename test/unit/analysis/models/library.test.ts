/** @file The models are listed while one of them comes and goes. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
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

describe("a model that was damaged", () => {
  const kept = async (home: string): Promise<Library> => {
    const path = join(folder, "whole.onnx");
    writeFileSync(path, onnxFile("lenet"));
    const library = new Library("models", home);
    for (const id of ["fine", "hurt"])
      await library.keep([path], { preset: "unit" }, { id, title: id });
    expect(await library.damaged()).toEqual([]);
    return new Library("models", home);
  };

  it.each([
    [
      "whose card is cut off",
      "card.json",
      (path: string) => {
        truncateSync(path, 100);
      },
      /card\.json/,
    ],
    [
      "whose card is empty",
      "card.json",
      (path: string) => {
        truncateSync(path, 0);
      },
      /card\.json/,
    ],
    ["whose card is gone", "card.json", rmSync, /card\.json: is not there/],
    [
      "whose card says something else",
      "card.json",
      (path: string) => {
        writeFileSync(path, '{"id":"hurt"}');
      },
      /card\.json: \w+/,
    ],
    [
      "whose network is cut off",
      "model.onnx",
      (path: string) => {
        truncateSync(path, 1000);
      },
      /model\.onnx/,
    ],
    ["whose network is gone", "model.onnx", rmSync, /model\.onnx/],
  ])("%s is told of, left as it is, and can be removed", async (_, name, hurt, what) => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    warned.mockClear();
    const home = mkdtempSync(join(folder, "home-"));
    const library = await kept(home);
    const [file = ""] = readdirSync(join(home, "hurt")).filter((found) =>
      name === "card.json" ? found === name : found.endsWith(".onnx"),
    );
    hurt(join(home, "hurt", file));
    const before = readdirSync(join(home, "hurt")).sort();
    expect(await library.damaged()).toMatchObject([
      { id: "hurt", message: expect.stringMatching(name === "card.json" ? what : file) as string },
    ]);
    const own = (await library.summaries()).filter((model) => model.own);
    expect(own.map(({ id }) => id)).toEqual(["fine"]);
    expect(warned.mock.calls.flat()).toEqual([
      expect.stringMatching(/^model hurt is left out: \//),
    ]);
    await expect(library.get({ model: "hurt" })).rejects.toThrow(file);
    await expect(
      library.keep([join(folder, "whole.onnx")], { preset: "unit" }, { id: "hurt", title: "x" }),
    ).rejects.toThrow(/^model hurt is there already/);
    expect(readdirSync(join(home, "hurt")).sort()).toEqual(before);
    await library.remove("hurt");
    expect(await library.damaged()).toEqual([]);
    expect(readdirSync(home)).toEqual(["fine"]);
  });

  it("has its facts found anew where theirs are damaged", async () => {
    const home = mkdtempSync(join(folder, "home-"));
    const library = await kept(home);
    const whole = await library.summaries();
    const facts = join(home, "hurt", "facts.json");
    truncateSync(facts, 10);
    expect(await new Library("models", home).summaries()).toEqual(whole);
    expect(JSON.parse(readFileSync(facts, "utf8"))).toMatchObject({ version: 4 });
  });
});
