/** @file The package as electron-builder makes it, around a stand-in for Electron's binary: nothing is downloaded. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import { readNativeFile } from "../../scripts/package/native-file.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { forkWorker } from "../../src-main/worker/fork.ts";
import { Supervisor } from "../../src-main/worker/supervisor.ts";
import { makeElectron, switchesOf } from "./stand-in-electron.ts";

/** Its libraries, as Electron's binary has them loaded; null where the system has none. */
const systemGlib = ((): string | null => {
  const folders = ["/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];
  const names = ["glib", "gobject", "gio"].map((name) => `lib${name}-2.0.so.0`);
  const folder = folders.find((path) => names.every((name) => existsSync(join(path, name))));
  return folder === undefined ? null : names.map((name) => join(folder, name)).join(" ");
})();
if (systemGlib === null)
  console.warn("NOT RUN: no GLib of the system is here to keep sharp's apart from");

interface ArchiveEntry {
  readonly files?: Record<string, ArchiveEntry>;
  readonly unpacked?: boolean;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

describe.runIf(process.platform === "linux")("the package", () => {
  let folder: string;
  let resources: string;
  let packed: string[];
  let unpacked: string[];

  beforeAll(async () => {
    // Outside of the checkout, whose packages would otherwise be found in place of missing ones.
    folder = mkdtempSync(join(tmpdir(), "fullconv-package-"));
    makeElectron(join(folder, "electron"));
    const args = [
      "node_modules/electron-builder/cli.js",
      ...["--linux", "dir", `--${process.arch}`, "--publish", "never"],
      `-c.electronDist=${join(folder, "electron")}`,
      `-c.directories.output=${join(folder, "release")}`,
    ];
    await promisify(execFile)(process.execPath, args);
    resources = join(folder, "release", "linux-unpacked", "resources");
    const entries = list(readArchive(join(resources, "app.asar")));
    packed = entries.filter(([, inside]) => inside).map(([path]) => path);
    unpacked = entries.filter(([, inside]) => !inside).map(([path]) => path);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds the app, its window and its licence", () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        "package.json",
        "LICENSE",
        "dist/desktop/main.js",
        "dist/desktop/preload.cjs",
        "dist/renderer/index.html",
      ]),
    );
  });

  it("has a bill of materials, beside the package, too: what npm installed for others is not in it", () => {
    const text = readFileSync(join(resources, "sbom.cdx.json"), "utf8");
    const beside = `fullconv-${manifest.version}-linux-${process.arch}.sbom.cdx.json`;
    expect(readFileSync(join(folder, "release", beside), "utf8")).toBe(text);
    const bom = JSON.parse(text) as { components: { name: string; version: string }[] };
    const names = bom.components.map(({ name }) => name);
    const own = [`@img/sharp-linux-${process.arch}`, `@img/sharp-libvips-linux-${process.arch}`];
    expect(names.filter((name) => name.startsWith("@img/sharp-")).sort()).toEqual(own.sort());
    expect(names).toEqual(
      expect.arrayContaining(["electron", "onnxruntime-node", "libvips", "lenet-digits"]),
    );
    expect([...packed, ...unpacked].filter((path) => path.includes("sbom"))).toEqual([]);
  });

  it("has engine, models, libraries and licences as plain files beside the archive", () => {
    const binding = `node_modules/onnxruntime-node/bin/napi-v6/linux/${process.arch}/onnxruntime_binding.node`;
    const files = [
      "dist/worker.js",
      "dist/pictures.js",
      "dist/device.js",
      `node_modules/webgpu/dist/linux-${process.arch}/dawn.node`,
      "models/lenet-digits/card.json",
      "models/lenet-digits/model.onnx",
      binding,
      `node_modules/@img/sharp-linux-${process.arch}/package.json`,
    ];
    expect(unpacked).toEqual(expect.arrayContaining(files));
    for (const file of [...files, "dist/licenses.txt"])
      expect(existsSync(join(resources, "app.asar.unpacked", file))).toBe(true);
    expect(packed.filter((path) => /^(models|node_modules)\/|\.(node|so|onnx)/.test(path))).toEqual(
      [],
    );
  });

  it("has nothing that only its makers need", () => {
    const own = [...packed, ...unpacked].filter((path) => !path.startsWith("node_modules/"));
    const rooms = new Set(own.map((path) => path.split("/")[0]));
    expect([...rooms].sort()).toEqual(["LICENSE", "dist", "models", "package.json"]);
    expect(
      own.filter((path) => /\.(ts|map|py|svelte)$|^models\/training|^dist\/cli/.test(path)),
    ).toEqual([]);
  });

  it("has no package within a package, and no header", () => {
    const nested = /node_modules\/.*\/node_modules\/|\.h$/;
    expect(unpacked.filter((path) => nested.test(path))).toEqual([]);
  });

  it("has the libraries of its own platform alone", () => {
    const libraries = unpacked.filter((path) => path.includes("/bin/napi-"));
    const others = libraries.filter((path) => !path.includes(`/linux/${process.arch}/`));
    expect(others).toEqual([]);
    expect(unpacked.filter((path) => /darwin|win32|\.(dll|dylib)$/.test(path))).toEqual([]);
  });

  it("has the packages that run, and no others", () => {
    const packages = unpacked.flatMap((path) => /^node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].sort()).toEqual([
      "@img",
      "@tensorflow",
      "detect-libc",
      "onnxruntime-common",
      "onnxruntime-node",
      "semver",
      "sharp",
      "webgpu",
    ]);
  });

  it("closes the doors that Electron leaves open", () => {
    // Run as Node, cookie encryption, NODE_OPTIONS, inspect, archive's seal, archive only, own snapshot, file privileges.
    expect(switchesOf(join(resources, ".."), "linux")).toBe("01001100");
  });

  it("has a Dawn without what debuggers read", () => {
    const path = `app.asar.unpacked/node_modules/webgpu/dist/linux-${process.arch}/dawn.node`;
    const sections = readFileSync(join(resources, path)).readUInt16LE(60);
    expect(sections).toBe(0);
    const file = readNativeFile(join(resources, path));
    expect(file?.imports).toContainEqual({ name: "libc.so.6", delayed: false });
  });

  it.skipIf(systemGlib === null)(
    "reads images where the program has the system's GLib",
    async () => {
      const script = `
      const sharp = require(process.argv[1]);
      const image = { width: 64, height: 48, channels: 3, background: "red" };
      const draw = (format) => sharp({ create: image }).toFormat(format).toBuffer();
      const sizes = ["png", "jpeg", "webp", "avif", "tiff", "gif"].map(async (format) =>
        (await sharp(await draw(format)).resize(32).removeAlpha().raw().toBuffer()).length);
      Promise.all(sizes).then((all) => console.log(all.join(" ")));`;
      const reads = (sharp: string): Promise<{ stdout: string; stderr: string }> =>
        promisify(execFile)(process.execPath, ["-e", script, sharp], {
          env: { ...process.env, LD_PRELOAD: systemGlib ?? "" },
        });
      const packed = await reads(join(resources, "app.asar.unpacked/node_modules/sharp"));
      expect(packed).toEqual({ stdout: "2304 2304 2304 2304 2304 2304\n", stderr: "" });
      // What the package is spared.
      const asItComes = await reads(resolve("node_modules/sharp")).catch(String);
      expect(JSON.stringify(asItComes)).toMatch(/GLib|SIG|failed/);
    },
  );

  it("has an engine process that runs from where it lies", async () => {
    // The last one is the one device that is everywhere, in a process of its own.
    for (const device of ["auto", "tfjs-wasm"]) {
      const { detections, device: used } = await pass(device);
      expect(detections.length).toBeGreaterThan(0);
      if (device !== "auto") expect(used.engine).toBe("tfjs");
    }
  });

  it("runs on WebAssembly, and says so, where ONNX Runtime has no library and Dawn neither", async () => {
    const { detections: right } = await pass("cpu");
    const modules = join(resources, "app.asar.unpacked", "node_modules");
    const runtime = join(modules, "onnxruntime-node", "bin", "napi-v6", "linux");
    const dawn = join(modules, "webgpu", "dist");
    for (const path of [runtime, dawn]) renameSync(path, `${path}.away`);
    try {
      const { detections, device } = await pass("auto");
      expect(device).toMatchObject({ engine: "tfjs", provider: "tfjs" });
      expect(device.name).toContain("WebAssembly on ");
      const why = `ONNX Runtime has no library for linux ${process.arch}: WebAssembly instead`;
      expect(device.reason).toContain(why);
      const places = (all: typeof right): unknown[] => all.map(({ x, y, label }) => [x, y, label]);
      expect(places(detections)).toEqual(places(right));
    } finally {
      for (const path of [runtime, dawn]) renameSync(`${path}.away`, path);
    }
  });

  /** One of an image that comes with the app, in a new engine process of the package. */
  async function pass(device: string): Promise<Analysis> {
    const script = join(resources, "app.asar.unpacked", "dist", "worker.js");
    const engine = new Supervisor(() => forkWorker(script));
    try {
      const [model] = await engine.models();
      const id = model?.id ?? "";
      const path = await engine.sample(id);
      expect(path.startsWith(resources)).toBe(true);
      const request = { path, model: id, device, runs: 1, threshold: 0.5 };
      return (await engine.pass(request, unattended)).result;
    } finally {
      engine.close();
    }
  }
});

/** An archive starts with its table of files: four lengths, then JSON. */
function readArchive(path: string): ArchiveEntry {
  const bytes = readFileSync(path);
  return JSON.parse(bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12))) as ArchiveEntry;
}

/** @returns paths of files, and whether each is inside the archive */
function list({ files = {} }: ArchiveEntry, folder = ""): [path: string, inside: boolean][] {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files
      ? list(entry, `${folder}${name}/`)
      : [[`${folder}${name}`, entry.unpacked !== true] satisfies [string, boolean]],
  );
}
