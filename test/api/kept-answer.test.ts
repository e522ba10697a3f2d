/** @file The list of models is asked for again when its files have changed, and only then. */
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { KeptAnswer } from "../../src-main/api/kept-answer.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-answer-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const about = (...folders: string[]) => ({ folders, isLasting: () => true });

it("is asked again when a file comes, changes or goes", async () => {
  const [own, ours] = [join(folder, "own"), join(folder, "ours")];
  let count = 0;
  const kept = new KeptAnswer(about(own, ours), () => Promise.resolve(++count));
  const changes: (readonly [string, () => void])[] = [
    ["nothing is there yet", () => undefined],
    ["a folder comes", () => mkdirSync(join(own, "net"), { recursive: true })],
    [
      "a file comes",
      () => {
        writeFileSync(join(own, "net", "card.json"), "{}");
      },
    ],
    [
      "it has other bytes",
      () => {
        writeFileSync(join(own, "net", "card.json"), "[]");
      },
    ],
    [
      "it is touched",
      () => {
        utimesSync(join(own, "net", "card.json"), 1, 1);
      },
    ],
    [
      "it is renamed",
      () => {
        renameSync(join(own, "net"), join(own, "other"));
      },
    ],
    ["a folder comes to the second", () => mkdirSync(join(ours, "net"), { recursive: true })],
    [
      "all is gone",
      () => {
        rmSync(own, { recursive: true });
      },
    ],
  ];
  for (const [index, [what, change]] of changes.entries()) {
    change();
    expect(await kept.get(), what).toBe(index + 1);
    expect(await kept.get(), `${what}, again`).toBe(index + 1);
  }
});

it("does not keep a failure, nor anything where no folder is named", async () => {
  let count = 0;
  const failing = new KeptAnswer(about(folder), () =>
    ++count === 1 ? Promise.reject(new Error("the engine ended")) : Promise.resolve(count),
  );
  await expect(failing.get()).rejects.toThrow("the engine ended");
  expect([await failing.get(), await failing.get()]).toEqual([2, 2]);
  const always = new KeptAnswer(about(), () => Promise.resolve(++count));
  expect([await always.get(), await always.get()]).toEqual([3, 4]);
});

it("asks again where something changed while it was asked", async () => {
  let count = 0;
  const kept = new KeptAnswer(about(folder), () => {
    count++;
    if (count === 1) writeFileSync(join(folder, "facts.json"), "{}");
    return Promise.resolve(count);
  });
  expect([await kept.get(), await kept.get(), await kept.get()]).toEqual([1, 2, 2]);
});

it("sees into folders that are links, and keeps no answer that may pass", async () => {
  const [place, own] = [join(folder, "elsewhere"), join(folder, "linked")];
  mkdirSync(place);
  mkdirSync(own);
  symlinkSync(place, join(own, "net"), "junction");
  let count = 0;
  const isLasting = (answer: number): boolean => answer !== 2;
  const kept = new KeptAnswer({ folders: [own], isLasting }, () => Promise.resolve(++count));
  expect([await kept.get(), await kept.get()]).toEqual([1, 1]);
  writeFileSync(join(place, "card.json"), "{}");
  expect([await kept.get(), await kept.get(), await kept.get()]).toEqual([2, 3, 3]);
});
