import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder, makeFolderSync } from "../../../src-main/files/make-folder.ts";
import { temporaryFolder } from "../../support/folder.ts";

const root = temporaryFolder();

describe.each([
  ["makeFolder", makeFolder],
  // What throws at once is told like what fails later.
  [
    "makeFolderSync",
    (path: string) =>
      Promise.resolve(path).then((folder) => {
        makeFolderSync(folder);
      }),
  ],
])("%s", (name, make) => {
  const at = (...names: string[]): string => join(root, name, ...names);
  const isFolder = (path: string): boolean => statSync(path).isDirectory();

  it("makes a folder with all above it, and leaves one that is there", async () => {
    await make(at("a/b/c"));
    writeFileSync(at("a/b/kept"), "x");
    await make(at("a/b"));
    expect([isFolder(at("a/b/c")), statSync(at("a/b/kept")).size]).toEqual([true, 1]);
    symlinkSync(at("a"), at("linked"));
    await make(at("linked/d"));
    expect(isFolder(at("a/d"))).toBe(true);
  });

  it("makes it once, whoever else does the same", async () => {
    await Promise.all(Array.from({ length: 20 }, () => make(at("many/one/two"))));
    expect(isFolder(at("many/one/two"))).toBe(true);
  });

  it("fails where something else is in the way", async () => {
    mkdirSync(at("way"), { recursive: true });
    writeFileSync(at("way/file"), "");
    await expect(make(at("way/file"))).rejects.toThrow("EEXIST");
    await expect(make(at("way/file/below"))).rejects.toThrow(/EEXIST|ENOTDIR/);
  });

  it.runIf(process.platform === "linux")(
    "fails at once where the system takes no folder",
    async () => {
      await expect(make("/proc/nowhere/deep/down")).rejects.toThrow("ENOENT");
    },
    2000,
  );
});
