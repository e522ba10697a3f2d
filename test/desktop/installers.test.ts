/** @file What the installers write into the systems, as electron-builder would hand it to the tools that make them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Arch, build, Platform } from "electron-builder";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { oldestSystem } from "../../scripts/package/system-libraries.ts";
import { imageEndings, imageKinds } from "../../src-core/contract/file-kinds.ts";
import { appId } from "../../src-main/desktop/identity.ts";

vi.mock("electron", () => ({ app: {} }));

const installer = readFileSync("build/installer.nsh", "utf8");
const configuration = readFileSync("electron-builder.yml", "utf8");

describe("the installer for Windows", () => {
  it("offers the app for every kind of image", () => {
    const [, list = ""] = /!macro eachImage DO\n(.*?)!macroend/s.exec(installer) ?? [];
    expect([...list.matchAll(/\$\{DO\} (\w+)/g)].map(([, ending]) => ending)).toEqual(imageEndings);
  });

  it("writes nothing that a double click goes by", () => {
    const written = installer.split("\n").filter((line) => /^\s*WriteReg/.test(line));
    expect(written.length).toBeGreaterThan(0);
    for (const line of written)
      if (line.includes("Classes\\."))
        expect(line).toContain('Classes\\.${ENDING}\\OpenWithProgids" "${IMAGE_CLASS}"');
    expect(configuration).toContain("include: build/installer.nsh");
  });
});

it("gives Windows the name that the app gives itself", () => {
  expect(configuration).toContain(`appId: ${appId}\n`);
});

describe.runIf(process.platform === "linux")("the packages for Linux", () => {
  let folder: string;
  let entry = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-installers-"));
    const prepackaged = join(folder, "linux-unpacked");
    mkdirSync(join(prepackaged, "resources"), { recursive: true });
    writeFileSync(join(prepackaged, "fullconv"), "", { mode: 0o755 });
    cpSync("LICENSE", join(prepackaged, "LICENSE"));
    await build({
      targets: Platform.LINUX.createTarget(["AppImage", "deb"], Arch.x64),
      prepackaged,
      publish: "never",
      config: { extends: "electron-builder.yml", directories: { output: folder } },
      // Asked before a tool is downloaded, and true ends it there.
      effectiveOptionComputed: (options: { desktop?: string }) => {
        entry = options.desktop ?? entry;
        return Promise.resolve(true);
      },
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("start an AppImage in Chromium's sandbox", () => {
    expect(entry).toContain("Exec=AppRun %U\n");
  });

  it("open every kind of image, and are the first choice for none", () => {
    expect(entry).toContain(`MimeType=${imageKinds.map(({ type }) => `${type};`).join("")}\n`);
    expect(entry).not.toContain("DefaultApplication");
  });

  it("give Debian an AppArmor profile that lets Chromium make its sandbox", () => {
    const profile = readFileSync(join(folder, "linux-unpacked/resources/apparmor-profile"), "utf8");
    expect(profile).toContain('profile "fullconv" "/opt/Fullconv/fullconv" flags=(unconfined)');
    expect(profile).toContain("userns,");
  });

  it("name the libraries of Debian that the app needs, electron-builder's among them", () => {
    const packager = readFileSync("node_modules/app-builder-lib/out/targets/FpmTarget.js", "utf8");
    const [, list = "[]"] =
      /getDefaultDepends.*?case "deb":\s*return (\[.*?\]);/s.exec(packager) ?? [];
    const usual = JSON.parse(list) as string[];
    expect(usual.length).toBeGreaterThan(0);
    for (const name of [...usual, "libstdc++6", "libc6 (>= 2.28)"])
      expect(configuration).toContain(`    - ${name}\n`);
    expect(configuration).toContain(`libc6 (>= ${oldestSystem.linux})`);
  });
});
