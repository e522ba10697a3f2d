/** @file The devices of this machine: which there are, why not the others, and whether they are right. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { dirname, join } from "node:path";
import type { DeviceId, DeviceReport, Trial } from "../../../src-core/contract/devices.ts";
import { baseOf, deviceId, isHalf } from "../../../src-core/contract/devices.ts";
import { reason } from "../../reason.ts";
import type { StartDevice } from "../device-link.ts";
import type { Engine } from "../engine.ts";
import type { Described } from "../graphics.ts";
import { describe, readCards } from "../graphics.ts";
import { builtIn, onnxruntime } from "../onnxruntime.ts";
import type { RememberedTrials } from "../remembered-trials.ts";
import { RemoteEngine } from "../remote-engine.ts";
import { SteadfastEngine } from "../steadfast.ts";
import { nativeHome } from "../tfjs/native-home.ts";
import type { Probe } from "../trial.ts";
import { tryNetwork } from "../trial.ts";

/** Those that may be faster than the processor, which `auto` looks at. */
export const accelerators = [
  "cuda",
  "dml",
  "coreml",
  "webgpu",
  "tfjs-gpu",
] as const satisfies readonly DeviceId[];

/** What `tfjs` stands for: the first of these that is there. */
export const tensorflow = [
  "tfjs-gpu",
  "tfjs-cpu",
  "tfjs-wasm",
] as const satisfies readonly DeviceId[];

export const engineOf = (id: DeviceId): Engine["name"] =>
  id.startsWith("tfjs") ? "tfjs" : "onnxruntime";

export const processorName = (): string => cpus()[0]?.model.trim() ?? "CPU";

/** A network that is tried where nothing is remembered of it, and only then made. */
export interface DueTrial {
  /** The same for the same network. */
  readonly key: string;
  /** @returns null where there is no such network: not every one has half precision */
  readonly make: () => Promise<Probe | null>;
}

/** One of the trials of a device's self-test. */
export interface SelfTest extends DueTrial {
  readonly model: string;
}

export class Devices {
  readonly cpu: Engine;
  private readonly start: StartDevice | null;
  private readonly remembered: RememberedTrials;
  private readonly engines = new Map<DeviceId, { remote: RemoteEngine; engine: SteadfastEngine }>();

  /** @param start null where no process can be started: then the processor is all there is */
  constructor(start: StartDevice | null, remembered: RememberedTrials, cpu: Engine = onnxruntime) {
    this.start = start;
    this.remembered = remembered;
    this.cpu = cpu;
  }

  /** What runs on a device, with the CPU behind it. */
  engine(id: DeviceId): SteadfastEngine {
    return this.open(id).engine;
  }

  /** Why a device cannot be here, as far as it can be told without starting it. */
  absence(device: DeviceId): string | null {
    const id = baseOf(device);
    if (id === "cpu") return null;
    if (this.start === null) return "no process can be started for it here";
    if (id === "tfjs-gpu" || id === "tfjs-cpu") return tensorflowAbsence(id);
    if (id === "tfjs-wasm") return null;
    const systems: Partial<Record<DeviceId, string>> = { dml: "Windows", coreml: "macOS" };
    if (!builtIn().includes(id))
      return systems[id]
        ? `it needs ${systems[id]}`
        : `ONNX Runtime has none for ${process.platform} ${process.arch}`;
    if (id === "cuda" && !existsSync(cudaLibrary()))
      return "ONNX Runtime's CUDA libraries are not installed: see docs/devices.md";
    return null;
  }

  /** Whether the network is right on the device, and how fast; remembered. Null where there is no such network. */
  async trial(id: DeviceId, { key, make }: DueTrial): Promise<Trial | null> {
    const known = this.remembered.get(id, key);
    if (known) return known;
    const probe = await make();
    if (!probe) return null;
    const { remote } = this.open(id);
    const result = await tryNetwork(remote, this.cpu, probe);
    // What does not even open may be installed any time.
    if (result.opened) this.remembered.set(id, key, result);
    return result;
  }

  /** What is known of a device after these networks ran on it; what is remembered is not run again. */
  async report(id: DeviceId, tests: readonly SelfTest[]): Promise<DeviceReport> {
    const common = { id, engine: engineOf(id), driver: null, memory: null, software: false };
    const absent = (why: string | null): DeviceReport => ({
      ...common,
      present: false,
      reason: why,
      name: null,
      selfTest: {},
    });
    if (id === "cpu")
      return {
        ...common,
        present: true,
        reason: null,
        name: processorName(),
        memory: totalmem(),
        selfTest: {},
      };
    const why = this.absence(id);
    if (why !== null) return absent(why);
    const named = await this.naming(baseOf(id));
    if (typeof named === "string") return absent(named);
    const name = isHalf(id) ? `${named.name ?? baseOf(id)}, half precision` : named.name;
    const selfTest: Record<string, Trial> = {};
    for (const test of tests) {
      const result = await this.trial(id, test);
      if (!result) continue;
      // What does not even open is not there.
      if (!result.opened) return absent(result.failure);
      selfTest[test.model] = result;
    }
    const wrong = Object.entries(selfTest).find(([, { passed }]) => !passed);
    const failure = wrong ? `${wrong[0]}: ${wrong[1].failure ?? "it failed"}` : null;
    return { ...common, ...named, name, present: true, reason: failure, selfTest };
  }

  all(): readonly DeviceId[] {
    return deviceId.options;
  }

  /** Forgets what is remembered, and that devices failed: their processes are started anew. Nobody may be using them. */
  forget(): void {
    this.remembered.clear();
    this.close();
    this.engines.clear();
  }

  close(): void {
    for (const { remote } of this.engines.values()) remote.close();
  }

  /** @returns a reason where it has no name because it is not there */
  private async naming(id: DeviceId): Promise<Described | string> {
    const plain = { driver: null, memory: null, software: false };
    if (id === "tfjs-wasm") return { ...plain, name: `WebAssembly on ${processorName()}` };
    if (id === "tfjs-cpu") return { ...plain, name: `TensorFlow on ${processorName()}` };
    try {
      const adapter = id === "webgpu" ? await this.adapter() : null;
      if (id === "webgpu" && !adapter)
        return "no GPU that WebGPU could use was found: install its driver (on Linux Vulkan's)";
      this.remembered.cards ??= await readCards();
      return describe(id, this.remembered.cards, adapter ?? null);
    } catch (cause) {
      return reason(cause);
    }
  }

  /** Asked in a process of its own: two libraries for one GPU in one process is asking for trouble. */
  private async adapter(): Promise<RememberedTrials["adapter"]> {
    if (this.remembered.adapter !== undefined || !this.start) return this.remembered.adapter;
    const asked = new RemoteEngine("onnxruntime", "webgpu", this.start);
    try {
      this.remembered.adapter = await asked.adapter();
    } finally {
      asked.close();
    }
    return this.remembered.adapter;
  }

  private open(id: DeviceId): { remote: RemoteEngine; engine: SteadfastEngine } {
    const known = this.engines.get(id);
    if (known) return known;
    if (!this.start) throw new RangeError(`${id} has no process`);
    const remote = new RemoteEngine(engineOf(id), baseOf(id), this.start);
    const opened = { remote, engine: new SteadfastEngine(remote, this.cpu) };
    this.engines.set(id, opened);
    return opened;
  }
}

function tensorflowAbsence(id: "tfjs-gpu" | "tfjs-cpu"): string | null {
  if (nativeHome(id === "tfjs-gpu" ? "gpu" : "cpu")) return null;
  const { platform, arch } = process;
  if (id === "tfjs-gpu" && (platform === "darwin" || arch !== "x64"))
    return `TensorFlow.js has no GPU library for ${platform} ${arch}`;
  return "TensorFlow's native library is not installed: see docs/devices.md";
}

/** Beside the library itself, where its install script puts it. */
function cudaLibrary(): string {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve("onnxruntime-node/package.json"));
  const windows = process.platform === "win32";
  const name = windows ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
  return join(home, "bin", "napi-v6", process.platform, process.arch, name);
}
