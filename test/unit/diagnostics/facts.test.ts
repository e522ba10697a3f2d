/** @file What is told of system, browser and settings. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { distributionIn, machineFacts } from "../../../src-main/diagnostics/machine.ts";
import { settingsFacts } from "../../../src-main/diagnostics/settings-facts.ts";
import { browserInWords, sawResult, toldDevice } from "../../../src-main/diagnostics/told.ts";
import { temporaryFolder } from "../../support/folder.ts";

it.each([
  ['NAME="Ubuntu"\nPRETTY_NAME="Ubuntu 24.04.1 LTS"\n', "Ubuntu 24.04.1 LTS"],
  ["PRETTY_NAME='Arch Linux'", "Arch Linux"],
  ["PRETTY_NAME=Alpine", "Alpine"],
  ["ID=x\n", null],
  ["", null],
])("the distribution of %j is %j", (text, name) => {
  expect(distributionIn(text)).toBe(name);
});

it.skipIf(process.platform !== "linux")("a machine's libraries and disks are told", () => {
  const facts = new Map(machineFacts().map(([name, value]) => [name, value]));
  expect(facts.get("distribution")).not.toBe("unknown");
  expect(facts.get("libc")).toMatch(/^(glibc 2\.\d+|not glibc)$/);
  expect(facts.get("libstdc++")).toMatch(/^(libstdc\+\+\.so\.6\.\d+\.\d+|not found)$/);
  expect(facts.get("disk of the cache")).toMatch(/^[\d.]+ [KMGT]B free$/);
  expect(facts.get("memory limit")).toMatch(/^none$|B for this process$/);
});

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128.0 (Moz"],
  ["Mozilla/5.0 AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.1", "Edge 130.0.1 ("],
  ["Mozilla/5.0 AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15", "Safari 17.4 (Moz"],
  ["curl/8.5.0", "curl/8.5.0"],
])("the browser of %s", (agent, words) => {
  expect(browserInWords(agent).startsWith(words)).toBe(true);
  expect(browserInWords(`a\n${"b".repeat(999)}`)).toMatch(/^a b{198}$/);
});

it("a result says what the networks run on", () => {
  sawResult({ width: 3, height: 2 });
  expect(toldDevice()).toBeNull();
  const device = {
    engine: "onnxruntime",
    provider: "webgpu",
    name: "Some GPU",
    requested: "auto",
    reason: "it is the fastest",
  };
  sawResult({ device });
  sawResult({ result: { device: { ...device, provider: "cpu" } } });
  expect(toldDevice()).toBe("cpu (Some GPU) by onnxruntime; asked for: auto; it is the fastest");
});

describe("settings", () => {
  const folder = mkdtempSync(join(temporaryFolder(), "settings-"));
  const path = join(folder, "settings.json");
  it("are told with the names of models marked", () => {
    expect(settingsFacts(path)).toEqual([["settings.json", "none: the defaults hold"]]);
    writeFileSync(
      path,
      JSON.stringify({ version: 1, locale: "zh", model: "anna", thresholds: { anna: 0.4 } }),
    );
    expect(settingsFacts(path)).toEqual([
      ["locale", "zh", undefined],
      ["model", "anna", ["anna"]],
      ["threshold", "0.4 with anna", ["anna"]],
    ]);
  });
  it("that are damaged are told as such", () => {
    writeFileSync(path, "{");
    expect(settingsFacts(path)).toEqual([["settings.json", "cannot be understood"]]);
  });
});
