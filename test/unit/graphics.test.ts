import { expect, it } from "vitest";
import type { GraphicsCard } from "../../src-main/engine/graphics.ts";
import {
  describeAdapter,
  describeFirst,
  describeNvidia,
} from "../../src-main/engine/describe-graphics.ts";
import { readGraphicsCards } from "../../src-main/engine/graphics.ts";

const card = (vendor: string, name: string, more: Partial<GraphicsCard> = {}): GraphicsCard => ({
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
  expect(describeAdapter(adapter, [intel, nvidia])).toEqual(wanted);
  expect(describeAdapter({ ...adapter, driver: "D3D12" }, [nvidia]).driver).toBe("D3D12");
});

it("nothing is guessed where it may be one of two, or none", () => {
  expect(describeAdapter(adapter, [nvidia, nvidia])).toEqual({ ...adapter, memory: null });
  expect(describeAdapter(adapter, [intel])).toEqual({ ...adapter, memory: null });
  expect(describeAdapter(adapter, [])).toEqual({ ...adapter, memory: null });
});

it("what imitates a GPU has no card", () => {
  const imitated = { name: "google swiftshader", driver: "SwiftShader", software: true };
  expect(describeAdapter(imitated, [intel])).toEqual({ ...imitated, memory: null });
});

it("CUDA and TensorFlow's GPU are NVIDIA's; DirectML and CoreML take the first card", () => {
  expect(describeNvidia([intel, nvidia])).toMatchObject({ name: nvidia.name, memory: 2 ** 33 });
  expect(describeNvidia([intel]).name).toBeNull();
  expect(describeFirst([intel, nvidia]).name).toBe(intel.name);
  expect(describeFirst([card("", "Microsoft Basic Render Driver")]).software).toBe(true);
  expect(describeFirst([]).name).toBeNull();
});

it("the system is asked without fail, whether it has cards or not", async () => {
  for (const { name } of await readGraphicsCards()) expect(name).not.toBe("");
});
