/**
 * @file The packages of the other systems, each from its own packages of npm: folders as an installer unpacks them. They are fetched
 * (about 300 MB each), so this is done where FULLCONV_PACKAGES is `all`; that of this machine is in package.test.ts.
 */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { placeholders } from "../../scripts/licenses/text.mjs";
import type { Package } from "../../scripts/package/check-native-files.ts";
import { checkNativeFiles } from "../../scripts/package/check-native-files.ts";
import type { System } from "../../scripts/package/loadable.ts";
import { readNativeFile } from "../../scripts/package/native-file.ts";
import { makeElectron, switchesOf } from "./stand-in-electron.ts";

const run = promisify(execFile);
const all = process.env["FULLCONV_PACKAGES"] === "all";

const manifest = z.looseObject({ name: z.string(), version: z.string() });
const bill = z.looseObject({ components: z.array(manifest.extend({ purl: z.string() })) });

/** What npm's packages bring of others. */
const ofWindows = [
  "DirectML",
  "DirectXShaderCompiler",
  "d3dcompiler_47",
  "dxil",
  "electron",
  "msvc-runtime",
];

interface Target {
  readonly system: System;
  readonly processor: string;
  /** The folder that electron-builder makes. */
  readonly made: string;
  readonly files: number;
}

const targets: readonly Target[] = [
  { system: "win32", processor: "x64", made: "win-unpacked", files: 20 },
  { system: "darwin", processor: "arm64", made: "mac-arm64", files: 5 },
  { system: "darwin", processor: "x64", made: "mac", files: 3 },
  { system: "linux", processor: "x64", made: "linux-unpacked", files: 5 },
  { system: "linux", processor: "arm64", made: "linux-arm64-unpacked", files: 5 },
];

const names = targets.map(({ system, processor }) => `${system}-${processor}`).join(", ");
if (!all)
  console.warn(`NOT RUN: the packages of ${names} are made where FULLCONV_PACKAGES is "all"`);

const switchFor = { win32: "--win", darwin: "--mac", linux: "--linux" } as const;

/** @param project folder of the checkout, or one like it with the packages of another system */
async function pack(
  project: string,
  { system, processor }: Omit<Target, "files" | "made">,
  folder: string,
): Promise<string> {
  makeElectron(join(folder, "electron"), system);
  // What makes real icons is downloaded.
  writeFileSync(join(folder, "icon.icns"), Buffer.from("icns\0\0\0\x08", "latin1"));
  const args = [
    ...["node_modules/electron-builder/cli.js", switchFor[system], "dir", `--${processor}`],
    ...["--publish", "never", "--projectDir", project],
    `-c.electronDist=${join(folder, "electron")}`,
    `-c.electronVersion=${electronVersion()}`,
    `-c.directories.output=${join(folder, "release")}`,
    `-c.afterPack=${resolve("scripts/package/after-pack.mjs")}`,
    `-c.mac.icon=${join(folder, "icon.icns")}`,
    "-c.win.signAndEditExecutable=false",
  ];
  const { stdout, stderr } = await run(process.execPath, args);
  return stdout + stderr;
}

const electronVersion = (): string =>
  (JSON.parse(readFileSync("node_modules/electron/package.json", "utf8")) as { version: string })
    .version;

/** A checkout with the packages of another system. */
async function otherCheckout(folder: string, { system, processor }: Target): Promise<string> {
  const project = join(folder, "project");
  mkdirSync(project);
  for (const name of ["package.json", "package-lock.json", ".npmrc", "electron-builder.yml"])
    cpSync(name, join(project, name));
  for (const name of ["dist", "models", "build", "LICENSE"])
    cpSync(name, join(project, name), { recursive: true });
  const options = ["--omit=dev", "--loglevel=error", `--os=${system}`, `--cpu=${processor}`];
  await run("npm", ["ci", ...options, ...(system === "linux" ? ["--libc=glibc"] : [])], {
    cwd: project,
  });
  return project;
}

const bytesOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

describe.runIf(all).each(targets)("the package of $system $processor", (target) => {
  const { system, processor } = target;
  let folder: string;
  let made: string;
  let resources: string;
  let modules: string;
  let said: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fullconv-packages-"));
    said = await pack(await otherCheckout(folder, target), target, folder);
    made = join(folder, "release", target.made);
    resources = join(made, system === "darwin" ? "Fullconv.app/Contents/Resources" : "resources");
    modules = join(resources, "app.asar.unpacked", "node_modules");
    console.log(`${system} ${processor}: ${(bytesOf(made) / 1e6).toFixed(1)} MB beyond Electron`);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds all that its native files import", () => {
    const program = system === "darwin" ? join(made, "Fullconv.app/Contents/MacOS") : made;
    const packed: Package = { system, processor, folder: made, resources, program };
    expect(checkNativeFiles(packed)).toHaveLength(target.files);
    expect(said).toContain(`native files checked  count=${target.files}`);
  });

  it("has one bill of materials, of what lies in it and of nothing else", () => {
    const names = readdirSync(made, { recursive: true, withFileTypes: true });
    expect(names.filter(({ name }) => name.includes("sbom")).map(({ name }) => name)).toEqual([
      "sbom.cdx.json",
    ]);
    const { components } = bill.parse(
      JSON.parse(readFileSync(join(resources, "sbom.cdx.json"), "utf8")),
    );
    const listed = components.map(({ name, version }) => `${name} ${version}`);
    const manifests = names.filter(
      ({ name, parentPath }) =>
        name === "package.json" && /node_modules\/(@[^/]+\/)?[^/]+$/.test(parentPath),
    );
    const packed = manifests.map(({ name, parentPath }) => {
      const path = join(parentPath, name);
      const { name: own, version } = manifest.parse(JSON.parse(readFileSync(path, "utf8")));
      return `${own} ${version}`;
    });
    expect(packed.filter((one) => !listed.includes(one))).toEqual([]);
    expect(packed.some((one) => one.startsWith("adm-zip "))).toBe(false);
    const bundled = z
      .array(manifest)
      .parse(JSON.parse(readFileSync("dist/bundled.json", "utf8")))
      .map(({ name, version }) => `${name} ${version}`);
    const ofNpm = components.filter(({ purl }) => purl.startsWith("pkg:npm/"));
    expect(
      ofNpm
        .map(({ name, version }) => `${name} ${version}`)
        .filter((one) => !packed.includes(one) && !bundled.includes(one)),
    ).toEqual([`electron ${electronVersion()}`]);
    expect(components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["libvips", ...(system === "win32" ? ofWindows : [])]),
    );
  });

  it("has the licences of its own libraries, with nothing left open", () => {
    const text = readFileSync(join(resources, "app.asar.unpacked/dist/licenses.txt"), "utf8");
    expect(text).toMatch(new RegExp(`^@img/sharp-${system}-${processor} `, "m"));
    expect(text.split(`\n${"-".repeat(80)}\n`).flatMap(placeholders)).toEqual([]);
    expect(/^DirectML 1\.15\.4 /m.test(text)).toBe(system === "win32");
  });

  it("closes the doors that Electron leaves open", () => {
    expect(switchesOf(made, system)).toBe("01001100");
  });

  it.runIf(system === "win32")(
    "has Microsoft's library, with its notice, and a Dawn for this program",
    () => {
      const folders = ["onnxruntime-node/bin/napi-v6/win32/x64", "webgpu/dist/win32-x64"];
      for (const name of folders)
        expect(readdirSync(join(modules, name))).toEqual(
          expect.arrayContaining(["msvcp140.dll", "vcruntime140.dll", "vcruntime140_1.dll"]),
        );
      expect(existsSync(join(resources, "LICENSE.msvc-runtime.txt"))).toBe(true);
      const dawn = readNativeFile(join(modules, "webgpu/dist/win32-x64/dawn.node"));
      expect(dawn?.imports[0]).toEqual({ name: "Fullconv.exe", delayed: false });
    },
  );

  it.runIf(system === "darwin")(
    "says which macOS it needs, and is never the first to open an image",
    () => {
      const list = readFileSync(join(made, "Fullconv.app/Contents/Info.plist"), "utf8");
      expect(list).toMatch(/<key>LSMinimumSystemVersion<\/key>\s*<string>14\.0<\/string>/);
      expect(list.match(/<key>LSHandlerRank<\/key>\s*<string>Alternate<\/string>/g)).toHaveLength(
        6,
      );
    },
  );

  it.runIf(system === "darwin")(
    "has ONNX Runtime's library once, or says that there is none",
    () => {
      const libraries = readdirSync(join(modules, "onnxruntime-node"), { recursive: true }).filter(
        (name) => String(name).endsWith(".dylib"),
      );
      if (processor === "arm64")
        expect(libraries).toEqual(["bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib"]);
      else {
        expect(libraries).toEqual([]);
        expect(said).toContain("ONNX Runtime has no library for Macs with Intel");
      }
    },
  );

  it.runIf(system === "linux")(
    "has no more than 150 MB beyond Electron, and a GLib of its own",
    () => {
      expect(bytesOf(made)).toBeLessThan(150e6);
      const library = join(modules, `@img/sharp-libvips-linux-${processor}/lib`);
      const [name = ""] = readdirSync(library).filter((file) => file.includes(".so"));
      expect(readFileSync(join(library, name)).includes("\0g_object_unref\0")).toBe(false);
      expect(existsSync(join(resources, "CHANGES.libvips.txt"))).toBe(true);
    },
  );
});

const other = process.platform === "win32" ? "linux" : "win32";

describe("a package for another system", () => {
  it("is refused in one line where the packages are those of this one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fullconv-packages-"));
    try {
      const target = { system: other, processor: "x64" } as const;
      const said = await pack(".", target, folder).catch(
        (cause: unknown) => (cause as { stdout: string }).stdout,
      );
      expect(said).toContain(
        `@img/sharp-${other}-x64 is missing: install the packages of ${other}-x64 first, npm ci --os=${other} --cpu=x64`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
