/** @file The readers of native files, on libraries of all systems that lie in the packages, and on broken ones. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isElf, readElf } from "../../../scripts/package/elf.ts";
import { isMachO, readMachO } from "../../../scripts/package/mach-o.ts";
import { isPe, readPe } from "../../../scripts/package/pe.ts";
import { redirectImport } from "../../../scripts/package/redirect-import.ts";
import { withoutSymbols } from "../../../scripts/package/without-symbols.ts";

const runtime = "node_modules/onnxruntime-node/bin/napi-v6";
const dawn = (target: string): Buffer =>
  readFileSync(`node_modules/webgpu/dist/${target}/dawn.node`);
const binding = (target: string): Buffer =>
  readFileSync(join(runtime, target, "onnxruntime_binding.node"));

describe("what is read of a library", () => {
  it.each([
    ["x64", "2.14"],
    ["arm64", "2.17"],
  ])("of Linux on %s", (processor, glibc) => {
    const file = readElf(binding(`linux/${processor}`));
    expect(file).toMatchObject({
      system: "linux",
      processors: [processor],
      searchPaths: ["$ORIGIN/"],
      oldest: glibc,
      compiler: { GLIBCXX: "3.4.21", CXXABI: "1.3.9" },
    });
    expect(file.imports[0]).toEqual({ name: "libonnxruntime.so.1", delayed: false });
    expect(file.imports).toContainEqual({ name: "libc.so.6", delayed: false });
  });

  it("of macOS", () => {
    const file = readMachO(binding("darwin/arm64"));
    expect(file).toMatchObject({
      system: "darwin",
      processors: ["arm64"],
      searchPaths: ["@loader_path"],
      oldest: "14.0",
    });
    // Its own name is no import.
    expect(file.imports.map(({ name }) => name).sort()).toEqual([
      "/usr/lib/libSystem.B.dylib",
      "/usr/lib/libc++.1.dylib",
      "@rpath/libonnxruntime.1.dylib",
    ]);
  });

  it("of macOS for two processors", () => {
    const file = readMachO(dawn("darwin-universal"));
    expect(file.processors).toEqual(["x64", "arm64"]);
    const metal = "/System/Library/Frameworks/Metal.framework/Versions/A/Metal";
    expect(file.imports.filter(({ name }) => name === metal)).toHaveLength(1);
  });

  it.each(["x64", "arm64"])("of Windows on %s", (processor) => {
    const file = readPe(binding(`win32/${processor}`));
    expect(file).toMatchObject({ system: "win32", processors: [processor], oldest: "14.44" });
    expect(file.imports[0]).toEqual({ name: "onnxruntime.dll", delayed: false });
    expect(file.imports).toContainEqual({ name: "MSVCP140.dll", delayed: false });
    // What is built with node-gyp asks the program late.
    expect(file.imports.at(-1)).toEqual({ name: "NODE.EXE", delayed: true });
  });

  it("is Windows' version of it", () => {
    const library = readFileSync(join(runtime, "win32/x64/DirectML.dll"));
    expect(readPe(library)).toMatchObject({ version: "1.15.4.0", oldest: null });
  });
});

describe("a broken file", () => {
  const kinds = [
    { name: "ELF", file: binding("linux/x64"), is: isElf, read: readElf },
    { name: "Mach-O", file: binding("darwin/arm64"), is: isMachO, read: readMachO },
    { name: "Mach-O for two", file: dawn("darwin-universal"), is: isMachO, read: readMachO },
    { name: "PE", file: binding("win32/x64"), is: isPe, read: readPe },
  ];

  it.each(kinds)("of $name is refused where it ends early", ({ file, is, read }) => {
    for (const length of [8, 64, 600]) {
      const start = file.subarray(0, length);
      expect(is(start)).toBe(true);
      expect(() => read(start)).toThrow(RangeError);
    }
  });

  it.each(kinds)("of $name is refused, or read, wherever a byte is another", ({ file, read }) => {
    const head = Buffer.from(file.subarray(0, Math.min(file.length, 400_000)));
    for (let at = 4; at < 1024; at++) {
      const damaged = Buffer.from(head);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      try {
        read(damaged);
      } catch (cause) {
        expect(cause).toBeInstanceOf(RangeError);
      }
    }
  });

  it("is not taken for another kind", () => {
    const javaClass = Buffer.from("cafebabe00000034", "hex");
    const text = Buffer.from("#!/bin/sh\n");
    for (const { is } of kinds) expect([is(javaClass), is(text)]).toEqual([false, false]);
  });
});

describe("redirectImport", () => {
  it.each(["x64", "arm64"])(
    "names another program, and changes nothing else, on %s",
    (processor) => {
      const file = dawn(`win32-${processor}`);
      const changed = redirectImport(file, "NODE.EXE", "Fullconv.exe");
      const [before, after] = [readPe(file), readPe(changed)];
      expect(before.imports[0]).toEqual({ name: "node.exe", delayed: false });
      expect(after.imports[0]).toEqual({ name: "Fullconv.exe", delayed: false });
      expect(after.imports.slice(1)).toEqual(before.imports.slice(1));
      const different = file.reduce((count, byte, at) => count + Number(byte !== changed[at]), 0);
      // The name, where it stands, and how long the section is.
      expect([changed.length, different <= "Fullconv.exe".length + 8]).toEqual([file.length, true]);
    },
  );

  it("refuses a file that imports no such program, or asks for it late", () => {
    expect(() => redirectImport(binding("win32/x64"), "node.exe", "Fullconv.exe")).toThrow(
      "it does not import node.exe",
    );
  });

  it("refuses a name for which there is no place", () => {
    expect(() => redirectImport(dawn("win32-x64"), "node.exe", "x".repeat(600))).toThrow(
      "there is no place for the name",
    );
  });
});

describe("withoutSymbols", () => {
  it.each(["x64", "arm64"])("leaves all that a loader reads, on %s", (processor) => {
    const file = dawn(`linux-${processor}`);
    const short = withoutSymbols(file);
    expect(file.length - short.length).toBeGreaterThan(4e6);
    expect(readElf(short)).toEqual(readElf(file));
  });

  it("refuses a file that is cut off", () => {
    expect(() => withoutSymbols(dawn("linux-x64").subarray(0, 4096))).toThrow("it is cut off");
  });
});
