/** @file The user's folder of models is not what it should be: ours are there, and what is wrong is told. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { Library } from "../../../../src-main/analysis/models/library.ts";
import { onnxFile } from "../../../support/models/own-models.ts";
import { temporaryFolder } from "../../../support/folder.ts";

const folder = temporaryFolder();
const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
afterEach(() => {
  warned.mockClear();
});
const posix = it.skipIf(process.platform === "win32");

async function withOne(): Promise<{ home: string; library: () => Library }> {
  const home = mkdtempSync(join(folder, "home-"));
  const path = join(folder, "net.onnx");
  writeFileSync(path, onnxFile("lenet"));
  await new Library("models", home).keep([path], { preset: "unit" }, { id: "mine", title: "Mine" });
  return { home, library: () => new Library("models", home) };
}
const cardOf = (home: string, name: string): string => join(home, name, "card.json");
function setId(path: string, id: string): void {
  const card = z.looseObject({}).parse(JSON.parse(readFileSync(path, "utf8")));
  writeFileSync(path, JSON.stringify({ ...card, id }));
}

posix.each([
  [
    "a file",
    (path: string) => {
      writeFileSync(path, "");
    },
    /model mine is unknown: .* cannot be read: it is no folder/,
  ],
  [
    "a link to nothing",
    (path: string) => {
      symlinkSync("/not/there", path);
    },
    /link to \/not\/there/,
  ],
])("%s as the folder takes none of ours away", async (_, put, why) => {
  const own = join(mkdtempSync(join(folder, "home-")), "models");
  put(own);
  const library = new Library("models", own);
  const all = (await library.summaries()).map(({ id }) => id);
  expect(all).toContain("lenet-digits");
  expect(all).toEqual(await new Library("models").ids());
  // Who lists them tells it, once.
  expect(warned).not.toHaveBeenCalled();
  await expect(library.get({ model: "mine" })).rejects.toThrow(why);
  expect(await library.damaged()).toEqual([]);
});

it("a model with the id of another one is damaged, listed once, and can be removed", async () => {
  const { home, library } = await withOne();
  cpSync(join(home, "mine"), join(home, "zz"), { recursive: true });
  for (const id of ["lenet-digits", "mine"]) {
    setId(cardOf(home, "zz"), id);
    const listed = (await library().summaries()).map((model) => model.id);
    expect(listed.filter((one) => one === id)).toHaveLength(1);
    const path = cardOf(home, "zz");
    const what = `its id is ${id}, and its folder is called zz`;
    expect(await library().damaged()).toMatchObject([
      {
        id: "zz",
        message: `${path}: ${what}: write the folder's name into it as its id, or remove the model`,
      },
    ]);
    await expect(library().get({ model: "zz" })).rejects.toThrow(what);
  }
  await library().remove("zz");
  expect(await library().damaged()).toEqual([]);
});

it("a model in a folder that is called as one of ours is told of", async () => {
  const { home, library } = await withOne();
  cpSync(join(home, "mine"), join(home, "lenet-digits"), { recursive: true });
  setId(cardOf(home, "lenet-digits"), "lenet-digits");
  const damaged = await library().damaged();
  expect(damaged).toMatchObject([{ id: "lenet-digits" }]);
  expect(damaged[0]?.message).toMatch(/give the folder another name/);
});

posix("facts that are a pipe or a device are found anew", async () => {
  const { home, library } = await withOne();
  const facts = join(home, "mine", "facts.json");
  const whole = await library().summaries();
  for (const put of [
    () => execFileSync("mkfifo", [facts]),
    () => {
      symlinkSync("/dev/zero", facts);
    },
  ]) {
    rmSync(facts);
    put();
    expect(await library().summaries()).toEqual(whole);
  }
});
