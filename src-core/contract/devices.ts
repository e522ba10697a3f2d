/** @file What networks can run on: which devices there are, and what became of their tests (milliseconds, bytes). */
import { message } from "./message.ts";
import { z } from "zod";

/**
 * ONNX Runtime's, and the three of TensorFlow.js: its native library on an NVIDIA card, the same on the CPU, and WebAssembly.
 * `-half` is the device of that name with the network in half precision.
 */
export const deviceId = z.enum([
  ...(["cpu", "webgpu", "dml", "coreml", "cuda"] as const),
  ...(["tfjs-gpu", "tfjs-cpu", "tfjs-wasm"] as const),
  ...(["webgpu-half", "dml-half", "coreml-half", "cuda-half"] as const),
]);

/** Whether networks run in half precision there. */
export const isHalf = (device: string): boolean => device.endsWith("-half");

/** A device, whatever the precision. */
export type DeviceName = Exclude<DeviceId, `${string}-half`>;

const deviceName = deviceId.exclude(["webgpu-half", "dml-half", "coreml-half", "cuda-half"]);

/** The device itself, whatever the precision. */
export const baseOf = (id: DeviceId): DeviceName => deviceName.parse(id.replace(/-half$/, ""));

/** As it is asked for: `auto` is the fastest that is right (never a `-half`), `tfjs` the first of its three that is there. */
export const requestedDevice = z.enum(["auto", ...deviceId.options, "tfjs"]);

/** One network on one device, next to the CPU. */
export const trial = z.strictObject({
  passed: z.boolean(),
  /** Whether the device could load the network at all. */
  opened: z.boolean(),
  /** Largest difference from the CPU, as a share of the largest score (or of 1, if that is more); null: no number. */
  difference: z.number().nullable(),
  tolerance: z.number(),
  /** Why it did not pass. */
  failure: z.string().nullable(),
  /** The same in codes. */
  said: message.optional(),
  /** Medians, from the window to the largest image that took less than a second. */
  times: z.array(
    z.strictObject({
      width: z.int().positive(),
      height: z.int().positive(),
      device: z.number().nonnegative(),
      cpu: z.number().nonnegative(),
    }),
  ),
  /** Operators of the network that ran on the CPU instead; null where the engine does not tell. */
  fallback: z.array(z.string()).nullable(),
});

export const deviceReport = z.strictObject({
  id: deviceId,
  engine: z.enum(["onnxruntime", "tfjs"]),
  /** Whether it can be used. */
  present: z.boolean(),
  /** Why it cannot, and what to do. */
  reason: z.string().nullable(),
  /** The same in codes. */
  said: message.optional(),
  /** The adapter's name. */
  name: z.string().nullable(),
  driver: z.string().nullable(),
  memory: z.int().positive().nullable(),
  /** Whether it only imitates a GPU: it is never chosen by itself. */
  software: z.boolean(),
  /** By model; empty before the device was tested. */
  selfTest: z.record(z.string(), trial),
});

export type DeviceId = z.infer<typeof deviceId>;
export type DeviceReport = z.infer<typeof deviceReport>;
export type RequestedDevice = z.infer<typeof requestedDevice>;
export type Trial = z.infer<typeof trial>;
