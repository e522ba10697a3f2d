/** @file The devices of ONNX Runtime: the processor, and what its providers are for. */
import { said } from "../../../src-core/messages/said.ts";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { describeAdapter, describeFirst, describeNvidia } from "../describe-graphics.ts";
import type { DeviceKind } from "./device-kind.ts";
import { runtimeAbsence } from "../onnxruntime-module.ts";
import { onProcessor, processorName, providerAbsence } from "./device-kind.ts";

/** What `processor.ts` runs. */
export const cpu: DeviceKind = {
  backend:
    runtimeAbsence === null
      ? { engine: "onnxruntime", provider: "cpu" }
      : { engine: "tfjs", backend: "wasm" },
  accelerates: false,
  absence: () => null,
  describe: () =>
    Promise.resolve({
      name: runtimeAbsence === null ? processorName() : onProcessor("WebAssembly").name,
      driver: null,
      memory: totalmem(),
      software: false,
    }),
};

export const cuda: DeviceKind = {
  backend: { engine: "onnxruntime", provider: "cuda" },
  accelerates: true,
  absence: () =>
    providerAbsence("cuda") ??
    (existsSync(cudaLibrary()) ? null : said("engine.no-cuda-libraries")),
  describe: async ({ cards }) => describeNvidia(await cards()),
};

export const dml: DeviceKind = {
  backend: { engine: "onnxruntime", provider: "dml" },
  accelerates: true,
  absence: () => providerAbsence("dml", "Windows"),
  describe: async ({ cards }) => describeFirst(await cards()),
};

export const coreml: DeviceKind = {
  backend: { engine: "onnxruntime", provider: "coreml" },
  accelerates: true,
  absence: () => providerAbsence("coreml", "macOS"),
  describe: async ({ cards }) => describeFirst(await cards()),
};

export const webgpu: DeviceKind = {
  backend: { engine: "onnxruntime", provider: "webgpu" },
  accelerates: true,
  absence: () => providerAbsence("webgpu"),
  async describe(machine) {
    const adapter = await machine.adapter();
    if (!adapter) return said("engine.no-webgpu");
    return describeAdapter(adapter, await machine.cards());
  },
};

/** Beside the library itself, where its install script puts it. */
function cudaLibrary(): string {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve("onnxruntime-node/package.json"));
  const windows = process.platform === "win32";
  const name = windows ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
  return join(home, "bin", "napi-v6", process.platform, process.arch, name);
}
