/** @file The devices of TensorFlow.js: its native library on an NVIDIA card, the same on the processor, and WebAssembly. */
import { said } from "../../../src-core/messages/said.ts";
import { describeNvidia } from "../describe-graphics.ts";
import { nativeHome } from "../tfjs/native-home.ts";
import type { DeviceKind } from "./device-kind.ts";
import { onProcessor } from "./device-kind.ts";

const notInstalled = said("engine.no-tensorflow");

export const tfjsGpu: DeviceKind = {
  backend: { engine: "tfjs", backend: "tensorflow-gpu" },
  accelerates: true,
  absence() {
    if (nativeHome("gpu")) return null;
    const { platform, arch } = process;
    return platform === "darwin" || arch !== "x64"
      ? said("engine.no-tensorflow-gpu", { platform, arch })
      : notInstalled;
  },
  describe: async ({ cards }) => describeNvidia(await cards()),
};

export const tfjsCpu: DeviceKind = {
  backend: { engine: "tfjs", backend: "tensorflow" },
  accelerates: false,
  absence: () => (nativeHome("cpu") ? null : notInstalled),
  describe: () => Promise.resolve(onProcessor("TensorFlow")),
};

export const tfjsWasm: DeviceKind = {
  backend: { engine: "tfjs", backend: "wasm" },
  accelerates: false,
  absence: () => null,
  describe: () => Promise.resolve(onProcessor("WebAssembly")),
};
