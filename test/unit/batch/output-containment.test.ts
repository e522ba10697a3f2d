import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demandInside, isBelow } from "../../../src-main/batch/output-containment.ts";
import { temporaryFolder } from "../../support/folder.ts";

describe("isBelow", () => {
  it.each(["a", "sub/a", "sub/..a", "a..b/c.", "猫/é", "a b/.c"])(
    "allows %s everywhere",
    (target) => {
      expect([isBelow(target, "linux"), isBelow(target, "win32")]).toEqual([true, true]);
    },
  );

  it.each(["", "/a", "../a", "a/../../b", "a/..", "..", ".", "a//b", "a/", "a\0b"])(
    "refuses %j everywhere",
    (target) => {
      expect([isBelow(target, "linux"), isBelow(target, "win32")]).toEqual([false, false]);
    },
  );

  it.each(["C:a", "C:\\a", "\\\\host\\share", "\\a", "a\\..\\..\\b", ".. /a", "a/...", "a:stream"])(
    "refuses %s on Windows, where it leads elsewhere, and takes it for a name where it is one",
    (target) => {
      expect([isBelow(target, "win32"), isBelow(target, "linux")]).toEqual([false, true]);
    },
  );
});

describe("demandInside", () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  mkdirSync(join(out, "real"), { recursive: true });
  mkdirSync(join(folder, "elsewhere", "deep"), { recursive: true });
  symlinkSync(join(folder, "elsewhere"), join(out, "away"));
  symlinkSync(join(out, "real"), join(out, "within"));
  symlinkSync(out, join(folder, "link-to-out"));

  it("allows what lies in the folder, there already or not, and links that stay in it", async () => {
    for (const target of ["a", "real/a", "new/deep/a", "within/a"]) await demandInside(out, target);
    await demandInside(join(folder, "link-to-out"), "real/a");
    await demandInside(join(folder, "not", "there"), "a/b");
  });

  it.each(["away/a", "away/deep/a", "away/new/a"])(
    "refuses %s, which a link leads out",
    async (target) => {
      await expect(demandInside(out, target)).rejects.toThrow("a link leads out of");
    },
  );
});
