/** @file What is said between the app and the process of a device. */
import type { AnyPixels, Pixels, Run } from "./engine.ts";

/** What can be asked, with what comes back. */
export interface DeviceMethods {
  open: { in: { model: Uint8Array; plain: boolean }; out: number };
  run: { in: { session: number; pixels: AnyPixels }; out: Run };
  release: { in: { session: number }; out: null };
  /** Operators of a network that run on the CPU instead; null where the engine does not tell. */
  fallback: { in: { model: Uint8Array; pixels: Pixels }; out: string[] | null };
  adapter: { in: null; out: Adapter | null };
}

export type DeviceMethod = keyof DeviceMethods;

export interface DeviceRequest<M extends DeviceMethod = DeviceMethod> {
  readonly id: number;
  readonly method: M;
  readonly args: DeviceMethods[M]["in"];
}

export type DeviceResponse =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      /** Whatever it is that a device does not do, the CPU may. */
      readonly error: { readonly kind: "memory" | "device"; readonly message: string };
    };

/** The GPU that is used. */
export interface Adapter {
  readonly name: string;
  readonly driver: string | null;
  /** Whether it only imitates a GPU. */
  readonly software: boolean;
}

/** What the process of a device gets in its environment. */
export const environmentVariables = {
  device: "FULLCONV_DEVICE",
  address: "FULLCONV_DEVICE_ADDRESS",
  secret: "FULLCONV_DEVICE_SECRET",
} as const;
