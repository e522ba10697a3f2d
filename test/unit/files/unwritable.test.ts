import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { UserError } from "../../../src-core/contract/failure.ts";
import { userFolder } from "../../../src-main/files/user-folder.ts";
import { unwritable } from "../../../src-main/files/unwritable.ts";

const system = (code: string): Error =>
  Object.assign(new Error(`${code}: it was so, open 'x'`), { code, syscall: "open" });
const path = join(tmpdir(), "not", "there", "yet.csv");

it.each([
  [
    "ENOSPC",
    "disk-full",
    /: the disk is full, [\d.]+ (bytes|[KMGT]B) are free: make room or name another place, then start again$/,
  ],
  ["EDQUOT", "disk-full", /: your share of the disk is used up: make room/],
  ["EROFS", "output-unwritable", /: lies on a disk that is read-only: name another place$/],
  ["EACCES", "output-unwritable", /: is read-only for this user \(EACCES: it was so, open 'x'\)/],
  ["EPERM", "output-unwritable", /: is read-only for this user/],
  ["ENOTDIR", "output-unwritable", /: cannot be written \(ENOTDIR: it was so, open 'x'\)$/],
])("%s is told in words", (code, failure, words) => {
  const told = unwritable(path, system(code));
  expect(told).toBeInstanceOf(UserError);
  expect(told).toMatchObject({ code: failure });
  expect(told.message.startsWith(`${path}: `)).toBe(true);
  expect(told.message).toMatch(words);
});

it("leaves what is no error of the system as it is", () => {
  for (const cause of [new UserError("cancelled", "stopped"), new RangeError("3 rows")])
    expect(unwritable(path, cause)).toBe(cause);
});

it("names no other place for what is kept: there is one for all of it", () => {
  const kept = join(userFolder(), "settings.json");
  const told = (code: string): string => unwritable(kept, system(code), "change-again").message;
  expect(told("ENOSPC")).toMatch(
    /make room or set FULLCONV_HOME to a folder on another disk, then change it again$/,
  );
  expect(told("EROFS")).toMatch(/read-only: set FULLCONV_HOME to a folder on another disk$/);
});
