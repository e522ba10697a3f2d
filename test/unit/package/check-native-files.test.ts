/** @file The check of a packed app, on folders that have what a package would have, or lack it. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Package } from "../../../scripts/package/check-native-files.ts";
import { checkNativeFiles } from "../../../scripts/package/check-native-files.ts";
import type { System } from "../../../scripts/package/loadable.ts";

const runtime = "node_modules/onnxruntime-node/bin/napi-v6";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fullconv-check-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const packageFor = (system: System, processor: string): Package => ({
  system,
  processor,
  folder,
  resources: join(folder, "resources"),
  program: folder,
});

function pack(source: string, inside = join("resources", basename(source))): void {
  mkdirSync(dirname(join(folder, inside)), { recursive: true });
  copyFileSync(source, join(folder, inside));
}

it("passes what finds its libraries beside it and in the system", () => {
  pack(join(runtime, "linux/arm64/onnxruntime_binding.node"));
  pack(join(runtime, "linux/arm64/libonnxruntime.so.1"));
  pack("LICENSE");
  const files = checkNativeFiles(packageFor("linux", "arm64"));
  expect(files.map(({ path }) => basename(path)).sort()).toEqual([
    "libonnxruntime.so.1",
    "onnxruntime_binding.node",
  ]);
});

it("names what is missing, and who needs it", () => {
  pack(join(runtime, "linux/x64/onnxruntime_binding.node"));
  expect(() => checkNativeFiles(packageFor("linux", "x64"))).toThrow(
    "resources/onnxruntime_binding.node needs libonnxruntime.so.1, which is not there",
  );
});

it("looks where the file says, and not all over the package", () => {
  pack(join(runtime, "darwin/arm64/onnxruntime_binding.node"));
  pack(
    join(runtime, "darwin/arm64/libonnxruntime.1.dylib"),
    "resources/lib/libonnxruntime.1.dylib",
  );
  expect(() => checkNativeFiles(packageFor("darwin", "arm64"))).toThrow(
    "resources/onnxruntime_binding.node needs @rpath/libonnxruntime.1.dylib, which is not there",
  );
  pack(join(runtime, "darwin/arm64/libonnxruntime.1.dylib"));
  expect(checkNativeFiles(packageFor("darwin", "arm64"))).toHaveLength(3);
});

it("names each of Microsoft's libraries that is missing", () => {
  pack(join(runtime, "win32/x64/onnxruntime_binding.node"));
  pack(join(runtime, "win32/x64/onnxruntime.dll"));
  const needs = (name: string, library: string): string =>
    `resources/${name} needs ${library}, which is not there`;
  expect(() => checkNativeFiles(packageFor("win32", "x64"))).toThrow(
    [
      ...["MSVCP140.dll", "MSVCP140_1.dll", "MSVCP140_ATOMIC_WAIT.dll", "VCRUNTIME140_1.dll"].map(
        (library) => needs("onnxruntime.dll", library),
      ),
      needs("onnxruntime.dll", "VCRUNTIME140.dll"),
      // Asked for late: Windows has one of its own, which may be an older one.
      needs("onnxruntime.dll", "DirectML.dll"),
    ].join("\n"),
  );
});

it("refuses a library that asks for node.exe when it is loaded, unless that is the program", () => {
  const dawn = "node_modules/webgpu/dist/win32-x64/dawn.node";
  pack(dawn);
  const needsNode = "resources/dawn.node needs node.exe, which is not there";
  expect(() => checkNativeFiles(packageFor("win32", "x64"))).toThrow(needsNode);
  writeFileSync(join(folder, "Node.exe"), "");
  expect(() => checkNativeFiles(packageFor("win32", "x64"))).not.toThrow(needsNode);
});

it.each([
  ["linux", "x64", "linux/arm64/libonnxruntime.so.1", "linux arm64"],
  ["win32", "x64", "linux/x64/libonnxruntime.so.1", "linux x64"],
  ["darwin", "x64", "darwin/arm64/libonnxruntime.1.dylib", "darwin arm64"],
] as const)("refuses in one line what is for another: %s %s", (system, processor, file, its) => {
  pack(join(runtime, file));
  const name = basename(file);
  expect(() => checkNativeFiles(packageFor(system, processor))).toThrow(
    `resources/${name} is for ${its}, the package for ${system} ${processor}: ` +
      `install its packages first, npm ci --os=${system} --cpu=${processor}`,
  );
});

it("takes Electron's own libraries for Electron's matter, but for their processor", () => {
  pack(join(runtime, "linux/x64/onnxruntime_binding.node"), "chrome-sandbox");
  expect(checkNativeFiles(packageFor("linux", "x64"))).toEqual([]);
  expect(() => checkNativeFiles(packageFor("linux", "arm64"))).toThrow(
    "chrome-sandbox is for linux x64",
  );
});

it("refuses what asks for a newer system than the package says", () => {
  const dawn = "node_modules/webgpu/dist/linux-x64/dawn.node";
  pack(dawn);
  expect(() => checkNativeFiles(packageFor("linux", "x64"))).toThrow(
    [
      "resources/dawn.node needs glibc 2.34, the package says 2.28",
      "resources/dawn.node needs GLIBCXX 3.4.30 of libstdc++, the package says 3.4.25",
    ].join("\n"),
  );
  rmSync(join(folder, "resources"), { recursive: true });
  // Without it the app runs, and tells that there is no WebGPU.
  pack(dawn, "resources/webgpu/dawn.node");
  expect(checkNativeFiles(packageFor("linux", "x64"))).toHaveLength(1);
});
