import { expect, it } from "vitest";
import { systemFolder } from "../../../src-main/files/system-folder.ts";

it.each([
  ["/var/x", "linux", "/var/x"],
  ["x/y", "linux", "/usual"],
  ["", "linux", "/usual"],
  [undefined, "linux", "/usual"],
  ["", "win32", "/usual"],
  ["Local", "win32", "/usual"],
  ["C:\\Users\\x", "win32", "C:\\Users\\x"],
  [undefined, "win32", "/usual"],
] as const)("a variable of %j on %s names %s", (value, platform, folder) => {
  expect(systemFolder(value, "/usual", platform)).toBe(folder);
});
