/** @file What is told of a graphics card. */
import type { Adapter } from "./device-protocol.ts";
import type { GraphicsCard, DeviceDescription } from "./graphics.ts";
import { isSoftwareRenderer } from "./software-renderer.ts";

/** Vendors by the words that Dawn has for them. */
const vendors: readonly (readonly [dawn: RegExp, system: RegExp])[] = [
  [/nvidia/i, /nvidia/i],
  [/amd|radeon/i, /amd|advanced micro|ati\b|radeon/i],
  [/intel/i, /intel/i],
  [/apple/i, /apple/i],
  [/qualcomm|adreno/i, /qualcomm|adreno/i],
];

/** What WebGPU takes, of which more is told where only one card can be meant. */
export function describeAdapter(
  adapter: Adapter,
  cards: readonly GraphicsCard[],
): DeviceDescription {
  const told = `${adapter.name} ${adapter.driver ?? ""}`;
  const [, vendor] = vendors.find(([dawn]) => dawn.test(told)) ?? [];
  const [one, other] = cards.filter((known) => vendor?.test(`${known.vendor} ${known.name}`));
  if (!one || other || adapter.software) return { ...adapter, memory: null };
  return { ...adapter, driver: adapter.driver ?? one.driver, memory: one.memory };
}

/** @param cards in the order in which the system has them: the first one is taken */
export function describeFirst(cards: readonly GraphicsCard[]): DeviceDescription {
  const [first] = cards;
  if (!first) return { name: null, driver: null, memory: null, software: false };
  const { name, driver, memory } = first;
  return { name, driver, memory, software: isSoftwareRenderer(name) };
}

/** CUDA knows NVIDIA's alone. */
export const describeNvidia = (cards: readonly GraphicsCard[]): DeviceDescription =>
  describeFirst(cards.filter(({ vendor }) => /nvidia/i.test(vendor)));
