/** @file The graphics cards that the system knows of: names, drivers and memory that the inference libraries do not tell. */
import { z } from "zod";
import type { DeviceId } from "../../src-core/contract/devices.ts";
import type { Adapter } from "./device-protocol.ts";
import { isImitation } from "./imitation.ts";

export const card = z.strictObject({
  vendor: z.string(),
  name: z.string(),
  driver: z.string().nullable(),
  /** Bytes of its own; null of one that shares the processor's. */
  memory: z.number().nullable(),
});

export type Card = z.infer<typeof card>;

/** What is told of a device. */
export interface Described extends Omit<Adapter, "name"> {
  readonly name: string | null;
  readonly memory: number | null;
}

const megabyte = 2 ** 20;

/** None where the system does not tell. */
export async function readCards(): Promise<Card[]> {
  const { graphics } = await import("systeminformation"); // large, and seldom needed
  const { controllers } = await graphics();
  return controllers.map(({ vendor, model, driverVersion, vram, vramDynamic, memoryTotal }) => {
    const megabytes = memoryTotal ?? (vramDynamic ? null : vram);
    return {
      vendor,
      name: nameOf(vendor, model),
      driver: driverVersion === "" ? null : (driverVersion ?? null),
      memory: megabytes ? megabytes * megabyte : null,
    };
  });
}

const nameOf = (vendor: string, model: string): string =>
  model.toLowerCase().startsWith(vendor.toLowerCase()) ? model : `${vendor} ${model}`.trim();

/** Vendors by the words that Dawn has for them. */
const vendors: readonly (readonly [dawn: RegExp, system: RegExp])[] = [
  [/nvidia/i, /nvidia/i],
  [/amd|radeon/i, /amd|advanced micro|ati\b|radeon/i],
  [/intel/i, /intel/i],
  [/apple/i, /apple/i],
  [/qualcomm|adreno/i, /qualcomm|adreno/i],
];

/**
 * @param adapter what WebGPU takes, of which more is told where only one card can be meant
 * @param cards in the order in which the system has them
 */
export function describe(id: DeviceId, cards: readonly Card[], adapter: Adapter | null): Described {
  if (id === "webgpu" && adapter) {
    const said = `${adapter.name} ${adapter.driver ?? ""}`;
    const [, vendor] = vendors.find(([dawn]) => dawn.test(said)) ?? [];
    const [one, other] = cards.filter((known) => vendor?.test(`${known.vendor} ${known.name}`));
    if (!one || other || adapter.software) return { ...adapter, memory: null };
    return { ...adapter, driver: adapter.driver ?? one.driver, memory: one.memory };
  }
  // CUDA knows NVIDIA's alone; the others take the system's first one.
  const usable =
    id === "cuda" || id === "tfjs-gpu"
      ? cards.filter(({ vendor }) => /nvidia/i.test(vendor))
      : cards;
  const [first] = usable;
  if (!first) return { name: null, driver: null, memory: null, software: false };
  const { name, driver, memory } = first;
  return { name, driver, memory, software: isImitation(name) };
}
