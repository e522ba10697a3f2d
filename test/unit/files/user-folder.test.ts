/** @file Where the user's things lie, by the rules of each system. */
import { homedir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { userFolder } from "../../../src-main/files/user-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const shares = join(homedir(), ".local", "share");
const roaming = join(homedir(), "AppData", "Roaming");

it.each([
  ["linux", {}, join(shares, "fullconv")],
  ["linux", { XDG_DATA_HOME: "/data" }, "/data/fullconv"],
  ["linux", { XDG_DATA_HOME: "" }, join(shares, "fullconv")],
  ["linux", { XDG_DATA_HOME: "data" }, join(shares, "fullconv")],
  ["darwin", { XDG_DATA_HOME: "/data" }, join(homedir(), "Library/Application Support/Fullconv")],
  ["win32", {}, join(roaming, "Fullconv")],
  ["win32", { APPDATA: "" }, join(roaming, "Fullconv")],
  ["win32", { APPDATA: "/roaming" }, join("/roaming", "Fullconv")],
  ["linux", { XDG_DATA_HOME: "/data", FULLCONV_HOME: "/mine" }, "/mine"],
])("on %s, with %j: %s", (platform, set, expected) => {
  const unset = { FULLCONV_HOME: undefined, XDG_DATA_HOME: undefined, APPDATA: undefined };
  for (const [name, value] of Object.entries({ ...unset, ...set })) vi.stubEnv(name, value);
  vi.stubGlobal("process", { ...process, env: process.env, platform });
  expect(userFolder()).toBe(expected);
});
