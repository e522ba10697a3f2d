/** @file What lies where a kept card should is no card at all: told with its path and what helps, at once. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { keptCard } from "../../../../../src-main/analysis/models/cards/kept-cards.ts";
import { temporaryFolder } from "../../../../support/folder.ts";

const before = process.env["FULLCONV_HOME"];
const home = mkdtempSync(join(temporaryFolder(), "home-"));
process.env["FULLCONV_HOME"] = home;
afterAll(() => {
  process.env["FULLCONV_HOME"] = before;
});
const sum = "ab".repeat(32);
const path = join(home, "cards", `${"ab".repeat(16)}.json`);

it.skipIf(process.platform === "win32").each([
  [
    "a folder",
    () => {
      mkdirSync(path);
    },
    "it is a folder",
  ],
  ["a pipe", () => execFileSync("mkfifo", [path]), "it is a named pipe"],
  [
    "a device",
    () => {
      symlinkSync("/dev/zero", path);
    },
    "it is a device",
  ],
  [
    "larger than any",
    () => {
      writeFileSync(path, "");
      truncateSync(path, 5e9);
    },
    "it has 5000000000 bytes",
  ],
])("%s is refused and left", async (_, put, why) => {
  mkdirSync(join(home, "cards"), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  put();
  const told = await keptCard(sum).catch((cause: unknown) => cause);
  const { message } = told as Error;
  expect(message.startsWith(`${path}: cannot be read (${why}`)).toBe(true);
  expect(message).toMatch(/: move it away and answer anew, or name a card with --card$/);
});
