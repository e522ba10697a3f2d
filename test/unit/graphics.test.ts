import { expect, it } from "vitest";
import type { Card } from "../../src-main/engine/graphics.ts";
import { describe, readCards } from "../../src-main/engine/graphics.ts";

const card = (vendor: string, name: string, more: Partial<Card> = {}): Card => ({
  vendor,
  name,
  driver: null,
  memory: null,
  ...more,
});
const nvidia = card("NVIDIA", "NVIDIA GeForce RTX 4060", { driver: "552.22", memory: 8 * 2 ** 30 });
const intel = card("Intel Corporation", "Intel UHD Graphics 770");
const adapter = { name: "nvidia ada-lovelace", driver: null, software: false };

it("WebGPU's adapter gets memory and driver of the one card that it can be", () => {
  const wanted = { ...adapter, driver: "552.22", memory: 8 * 2 ** 30 };
  expect(describe("webgpu", [intel, nvidia], adapter)).toEqual(wanted);
  expect(describe("webgpu", [nvidia], { ...adapter, driver: "D3D12" }).driver).toBe("D3D12");
});

it("nothing is guessed where it may be one of two, or none", () => {
  expect(describe("webgpu", [nvidia, nvidia], adapter)).toEqual({ ...adapter, memory: null });
  expect(describe("webgpu", [intel], adapter)).toEqual({ ...adapter, memory: null });
  expect(describe("webgpu", [], adapter)).toEqual({ ...adapter, memory: null });
});

it("what imitates a GPU has no card", () => {
  const imitated = { name: "google swiftshader", driver: "SwiftShader", software: true };
  expect(describe("webgpu", [intel], imitated)).toEqual({ ...imitated, memory: null });
});

it("CUDA and TensorFlow's GPU are NVIDIA's; DirectML and CoreML take the first card", () => {
  for (const id of ["cuda", "tfjs-gpu"] as const) {
    expect(describe(id, [intel, nvidia], null)).toMatchObject({
      name: nvidia.name,
      memory: 2 ** 33,
    });
    expect(describe(id, [intel], null).name).toBeNull();
  }
  expect(describe("dml", [intel, nvidia], null).name).toBe(intel.name);
  expect(describe("dml", [card("", "Microsoft Basic Render Driver")], null).software).toBe(true);
  expect(describe("coreml", [], null).name).toBeNull();
});

it("the system is asked without fail, whether it has cards or not", async () => {
  for (const { name } of await readCards()) expect(name).not.toBe("");
});
