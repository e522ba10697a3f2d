import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { fullconv } from "../support/processes/cli.ts";

it("prints what somebody who helps wants to know, without names or paths, and with them where they are wanted", async () => {
  const home = join(temporaryFolder(), "home");
  mkdirSync(join(home, "models", "faces-of-anna"), { recursive: true });
  const run = (...args: string[]) =>
    fullconv(["diagnostics", ...args], ".", { FULLCONV_HOME: home });
  const { status, stdout, stderr } = await run();
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^Fullconv: diagnostics\n\nApp\n {2}version {2,}0/);
  expect(stdout).toMatch(/^ {2}models of one's own {2,}1$/m);
  expect(stdout).not.toContain("anna");
  expect(stdout).toMatch(/^ {2}browser {2,}none$/m);
  expect(stdout).toMatch(/^ {2}in use {2,}not known: nothing was computed$/m);
  const whole = await run("--paths", "--json");
  const { text, reports } = JSON.parse(whole.stdout) as { text: string; reports: string[] };
  expect(text).toContain("Paths and names are in it, as was asked.");
  expect(text).toContain(join(home, "settings.json"));
  expect(reports).toEqual([]);
});
