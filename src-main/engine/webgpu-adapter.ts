/**
 * @file The GPU that WebGPU takes: Dawn is asked, the library that ONNX Runtime's WebGPU is built on, with the preference
 * that ONNX Runtime has.
 */
import type { Adapter } from "./device-protocol.ts";
import { isSoftwareRenderer } from "./software-renderer.ts";
import { unloadable } from "./unloadable-library.ts";

/** @returns null where there is none @throws Error where the library cannot be loaded */
export async function webgpuAdapter(): Promise<Adapter | null> {
  const { create, globals } = await import("webgpu").catch((cause: unknown) => {
    throw unloadable("WebGPU", cause);
  });
  Object.assign(globalThis, globals);
  const found = await create([]).requestAdapter({ powerPreference: "high-performance" });
  if (!found) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = found.info;
  const name = [vendor, architecture, device].filter((part) => part !== "").join(" ");
  const text = `${name} ${description}`;
  return {
    name: name || description || "unnamed GPU",
    driver: description || null,
    software: isFallbackAdapter || isSoftwareRenderer(text),
  };
}
