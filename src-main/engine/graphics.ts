/** @file The graphics cards that the system knows of: names, drivers and memory that the inference libraries do not tell. */
import { z } from "zod";
import type { Adapter } from "./device-protocol.ts";

export const graphicsCard = z.strictObject({
  vendor: z.string(),
  name: z.string(),
  driver: z.string().nullable(),
  /** Bytes of its own; null of one that shares the processor's. */
  memory: z.number().nullable(),
});

export type GraphicsCard = z.infer<typeof graphicsCard>;

/** What is told of a device. */
export interface DeviceDescription extends Omit<Adapter, "name"> {
  readonly name: string | null;
  readonly memory: number | null;
}

const megabyte = 2 ** 20;

/** None where the system does not tell. */
export async function readGraphicsCards(): Promise<GraphicsCard[]> {
  // Large, and seldom needed. Bundled it has no names but this one: it is CommonJS.
  const { default: information } = await import("systeminformation");
  const { controllers } = await information.graphics();
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
