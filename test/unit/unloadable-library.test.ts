/** @file What a user hears where the system's C library or C++ library is too old for Dawn: of a real refusal of Linux' loader. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unloadable } from "../../src-main/engine/unloadable-library.ts";
import { why } from "../../src-main/reason.ts";
import { sentence } from "../../src-renderer/i18n/messages/sentence.ts";

const runtime = `node_modules/onnxruntime-node/bin/napi-v6/linux/${process.arch}`;

const refusal = (load: () => unknown): unknown => {
  try {
    return load();
  } catch (cause) {
    return cause;
  }
};

it.runIf(process.platform === "linux")("tells what is too old, and not the loader's line", () => {
  const folder = mkdtempSync(join(tmpdir(), "fullconv-loader-"));
  try {
    copyFileSync(join(runtime, "libonnxruntime.so.1"), join(folder, "libonnxruntime.so.1"));
    const binding = readFileSync(join(runtime, "onnxruntime_binding.node"));
    const at = binding.indexOf("\0GLIBCXX_3.4.21\0");
    binding.write("GLIBCXX_3.4.91", at + 1, "latin1");
    writeFileSync(join(folder, "too-new.node"), binding);
    const cause = refusal(() => createRequire(import.meta.url)(join(folder, "too-new.node")));
    expect(String(cause)).toContain("GLIBCXX_3.4.91' not found");
    expect(unloadable("WebGPU", cause)).toHaveProperty(
      "message",
      "WebGPU needs a newer libstdc++ than this system has (GLIBCXX_3.4.91): use another device, or a newer system",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it("knows glibc, and leaves what it does not know as it is", () => {
  const told = "/lib64/libc.so.6: version `GLIBC_2.34' not found (required by /opt/dawn.node)";
  expect(String(unloadable("WebGPU", new Error(told)))).toContain(
    "newer glibc than this system has (GLIBC_2.34)",
  );
  expect(sentence("zh", why(unloadable("WebGPU", new Error(told))))).toBe(
    "WebGPU 需要比本系统更新的 glibc（GLIBC_2.34）：请使用其他设备或更新的系统",
  );
  const other = new Error("libvulkan.so.1: cannot open shared object file");
  expect(unloadable("WebGPU", other)).toBe(other);
});
