/** @file All devices, those that `auto` and `tfjs` look at in the order in which they do. */
import type { DeviceId, DeviceName } from "../../../src-core/contract/devices.ts";
import { baseOf, deviceId } from "../../../src-core/contract/devices.ts";
import type { DeviceKind } from "./device-kind.ts";
import { coreml, cpu, cuda, dml, webgpu } from "./onnxruntime-devices.ts";
import { tfjsCpu, tfjsGpu, tfjsWasm } from "./tfjs-devices.ts";

const kinds: Readonly<Record<DeviceName, DeviceKind>> = {
  cpu,
  cuda,
  dml,
  coreml,
  webgpu,
  "tfjs-gpu": tfjsGpu,
  "tfjs-cpu": tfjsCpu,
  "tfjs-wasm": tfjsWasm,
};

const named = Object.entries(kinds).map(([name, kind]) => ({ id: deviceId.parse(name), kind }));

/** Of a device in half precision, that of the device itself. */
export const kindOf = (id: DeviceId): DeviceKind => kinds[baseOf(id)];

/** Those that may be faster than the processor, which `auto` looks at. */
export const accelerators: readonly DeviceId[] = named
  .filter(({ kind }) => kind.accelerates)
  .map(({ id }) => id);

/** What `tfjs` stands for: the first of these that is there. */
export const tensorflow: readonly DeviceId[] = named
  .filter(({ kind }) => kind.backend.engine === "tfjs")
  .map(({ id }) => id);
