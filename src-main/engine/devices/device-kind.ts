/** @file What a device is: by which library networks run there, whether it is here, and what it is called. */
import type { Message } from "../../../src-core/messages/template.ts";
import { said } from "../../../src-core/messages/said.ts";
import { cpus } from "node:os";
import type { Device } from "../../../src-core/contract/analysis.ts";
import type { Adapter } from "../device-protocol.ts";
import type { GraphicsCard, DeviceDescription } from "../graphics.ts";
import type { Provider } from "../onnxruntime.ts";
import { builtIn } from "../onnxruntime.ts";
import type { TfjsBackend } from "../tfjs.ts";

/** What a device's process opens. */
export type Backend =
  | { readonly engine: "onnxruntime"; readonly provider: Provider }
  | { readonly engine: "tfjs"; readonly backend: TfjsBackend };

/** What can be asked of the machine. */
export interface Machine {
  readonly cards: () => Promise<readonly GraphicsCard[]>;
  /** The GPU that WebGPU would use; null where there is none. */
  readonly adapter: () => Promise<Adapter | null>;
}

export interface DeviceKind {
  readonly backend: Backend;
  /** Whether it may be faster than the processor: `auto` looks at it. */
  readonly accelerates: boolean;
  /** Why it cannot be here, as far as can be told without starting it; null where it may be. */
  readonly absence: () => Message | null;
  /** @returns a reason where it has no name because it is not there @throws Error where the system cannot be asked */
  readonly describe: (machine: Machine) => Promise<DeviceDescription | Message>;
}

export const processorName = (): string => cpus()[0]?.model.trim() ?? "CPU";

/** The processor, under another library's name. */
export const onProcessor = (library: string): DeviceDescription => ({
  name: `${library} on ${processorName()}`,
  driver: null,
  memory: null,
  software: false,
});

/** Why ONNX Runtime has no such provider. @param system the only one that has it; undefined where any may */
export function providerAbsence(provider: Provider, system?: string): Message | null {
  if (builtIn().includes(provider)) return null;
  return system === undefined
    ? said("engine.no-provider", { platform: process.platform, arch: process.arch })
    : said("engine.needs-system", { system });
}

/** As a result tells it. */
export const engineAndProvider = (backend: Backend): Pick<Device, "engine" | "provider"> =>
  backend.engine === "tfjs"
    ? { engine: "tfjs", provider: "tfjs" }
    : { engine: "onnxruntime", provider: backend.provider };
