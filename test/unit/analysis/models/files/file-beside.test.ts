/** @file Which files of a card's folder are read, and which are not. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  fileBeside,
  fileBesideAny,
} from "../../../../../src-main/analysis/models/files/file-beside.ts";
import { readRegularUpTo } from "../../../../../src-main/files/regular-file.ts";
import { temporaryFolder } from "../../../../support/folder.ts";

const folder = temporaryFolder();
const [home, outside] = [join(folder, "home"), join(folder, "outside.onnx")];
mkdirSync(join(home, "sub"), { recursive: true });
mkdirSync(join(folder, "home-2"));
for (const path of [
  outside,
  join(home, "a.onnx"),
  join(home, "sub/b.onnx"),
  join(folder, "home-2/c.onnx"),
])
  writeFileSync(path, "x");
symlinkSync(outside, join(home, "link.onnx"));
symlinkSync("a.onnx", join(home, "inner.onnx"));
symlinkSync(folder, join(home, "up"));

describe("files of a card's own folder", () => {
  it.each(["a.onnx", "./a.onnx", "sub/b.onnx", "sub/../a.onnx", "inner.onnx", "..a"])(
    "%s",
    async (name) => {
      writeFileSync(join(home, "..a"), "x");
      expect(await fileBeside(home, name, "card")).toBe(join(home, name));
    },
  );

  it.each([
    ...["../outside.onnx", "sub/../../outside.onnx", outside, "/dev/zero", "C:\\x.onnx", "a\0b"],
    ...["link.onnx", "up/outside.onnx", "../home-2/c.onnx", "..", ""],
  ])("%j is none of them", async (name) => {
    if (name === "") {
      // The folder itself is no file.
      await expect(readRegularUpTo(await fileBeside(home, name, "card"), 9)).rejects.toThrow();
      return;
    }
    await expect(fileBeside(home, name, "card")).rejects.toThrow(
      /^card: the file ".*" lies outside/,
    );
  });

  it("are looked for in several folders, the first one first", async () => {
    expect(await fileBesideAny([home, folder], "outside.onnx", "card")).toBe(outside);
    await expect(fileBesideAny([home, folder], "no.onnx", "card")).rejects.toThrow(
      `is not in ${home}`,
    );
  });
});

describe("regular files", () => {
  it("are read whole, up to a bound", async () => {
    const path = join(folder, "four");
    writeFileSync(path, "four");
    expect(Buffer.from(await readRegularUpTo(path, 4)).toString()).toBe("four");
    await expect(readRegularUpTo(path, 3)).rejects.toThrow("it has 4 bytes, at most 3 are read");
    truncateSync(path, 2 ** 40);
    await expect(readRegularUpTo(path, 2 ** 31)).rejects.toThrow("it has 1099511627776 bytes");
  });

  it.skipIf(process.platform === "win32")("are no pipes, devices and folders", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    for (const path of [join(folder, "pipe"), "/dev/zero", folder])
      await expect(readRegularUpTo(path, 9)).rejects.toThrow();
  });
});
