import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  openRegular,
  readRegular,
  readRegularUpToSync,
} from "../../../src-main/files/regular-file.ts";
import { rememberedIn } from "../../../src-main/engine/remembered-trials.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
// Windows has neither pipes nor devices in its folders.
const posix = it.skipIf(process.platform === "win32");

describe("openRegular and readRegular", () => {
  it("read a file, also through a link", async () => {
    const path = join(folder, "file");
    writeFileSync(path, "abc");
    expect([...(await readRegular(path))]).toEqual([97, 98, 99]);
    if (process.platform === "win32") return;
    const link = join(folder, "link");
    symlinkSync(path, link);
    expect([...(await readRegular(link))]).toEqual([97, 98, 99]);
  });

  it("refuse a folder", async () => {
    await expect(openRegular(folder)).rejects.toThrow("it is a folder, no regular file");
  });

  posix("refuse a named pipe that nobody writes to, at once", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(openRegular(pipe)).rejects.toThrow("it is a named pipe, no regular file");
    await expect(readRegular(pipe)).rejects.toThrow("it is a named pipe, no regular file");
  });

  it("read no more than is allowed where nobody can wait", () => {
    const path = join(folder, "four");
    writeFileSync(path, "abcd");
    expect(readRegularUpToSync(path, 4).toString()).toBe("abcd");
    expect(() => readRegularUpToSync(path, 3)).toThrow("it has 4 bytes, at most 3 are read");
  });

  posix(
    "refuse pipes and devices also where nobody can wait: what is known of devices is none then",
    () => {
      const pipe = join(folder, "devices.json");
      execFileSync("mkfifo", [pipe]);
      expect(() => readRegularUpToSync(pipe, 4)).toThrow("it is a named pipe, no regular file");
      expect(() => readRegularUpToSync("/dev/zero", 4)).toThrow("it is a device, no regular file");
      expect(rememberedIn(pipe)).toBeNull();
    },
  );

  posix("refuse a device that never ends", async () => {
    await expect(readRegular("/dev/zero")).rejects.toThrow("it is a device, no regular file");
  });

  posix("refuse a socket", async () => {
    const path = join(folder, "socket");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    try {
      await expect(openRegular(path)).rejects.toThrow("it is a socket, no regular file");
    } finally {
      server.close();
    }
  });
});
