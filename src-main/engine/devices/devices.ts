/** @file The devices of this machine: which there are, why not the others, and whether they are right. */
import type { Message } from "../../../src-core/messages/template.ts";
import { because } from "../../../src-core/contract/message.ts";
import { raw, said } from "../../../src-core/messages/said.ts";
import type { DeviceId, DeviceReport, Trial } from "../../../src-core/contract/devices.ts";
import { baseOf, deviceId, isHalf } from "../../../src-core/contract/devices.ts";
import { why } from "../../reason.ts";
import type { StartDevice } from "../device-link.ts";
import type { Adapter } from "../device-protocol.ts";
import type { Engine } from "../engine.ts";
import type { GraphicsCard, DeviceDescription } from "../graphics.ts";
import { readGraphicsCards } from "../graphics.ts";
import { processor } from "../processor.ts";
import type { RememberedTrials } from "../remembered-trials.ts";
import { RemoteEngine } from "../remote-engine.ts";
import { CpuFallbackEngine } from "../cpu-fallback.ts";
import type { TrialNetwork } from "../trial.ts";
import { tryNetwork } from "../trial.ts";
import { kindOf } from "./device-kinds.ts";

/** A network that is tried where nothing is remembered of it, and only then made. */
export interface DueTrial {
  /** The same for the same network. */
  readonly key: string;
  /** @returns null where there is no such network: not every one has half precision */
  readonly make: () => Promise<TrialNetwork | null>;
}

/** One of the trials of a device's self-test. */
export interface SelfTest extends DueTrial {
  readonly model: string;
}

export class Devices {
  readonly cpu: Engine;
  private readonly start: StartDevice | null;
  private readonly remembered: RememberedTrials;
  private readonly engines = new Map<
    DeviceId,
    { remote: RemoteEngine; engine: CpuFallbackEngine }
  >();

  /** @param start null where no process can be started: then the processor is all there is */
  constructor(start: StartDevice | null, remembered: RememberedTrials, cpu: Engine = processor) {
    this.start = start;
    this.remembered = remembered;
    this.cpu = cpu;
  }

  /** What runs on a device, with the CPU behind it. */
  engine(id: DeviceId): CpuFallbackEngine {
    return this.open(id).engine;
  }

  /** Why a device cannot be here, as far as it can be told without starting it. */
  absence(id: DeviceId): Message | null {
    if (this.start === null && baseOf(id) !== "cpu") return said("engine.no-process");
    return kindOf(id).absence();
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
    const common = {
      id,
      engine: kindOf(id).backend.engine,
      driver: null,
      memory: null,
      software: false,
    };
    const absent = (why: Message | null): DeviceReport => ({
      ...common,
      present: false,
      ...toldOf(why),
      name: null,
      selfTest: {},
    });
    const why = this.absence(id);
    if (why !== null) return absent(why);
    const named = await this.describe(id);
    if ("key" in named) return absent(named);
    // The others are tested beside it.
    if (id === "cpu") return { ...common, present: true, reason: null, ...named, selfTest: {} };
    const name = isHalf(id) ? `${named.name ?? baseOf(id)}, half precision` : named.name;
    const selfTest: Record<string, Trial> = {};
    for (const test of tests) {
      const result = await this.trial(id, test);
      if (!result) continue;
      // What does not even open is not there.
      if (!result.opened) return absent(failureIn(result));
      selfTest[test.model] = result;
    }
    const wrong = Object.entries(selfTest).find(([, { passed }]) => !passed);
    const failure = wrong
      ? said("of", { subject: wrong[0], what: failureIn(wrong[1]) ?? said("engine.failed") })
      : null;
    return { ...common, ...named, name, present: true, ...toldOf(failure), selfTest };
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
  private async describe(id: DeviceId): Promise<DeviceDescription | Message> {
    const machine = { cards: () => this.cards(), adapter: () => this.adapter() };
    return kindOf(id).describe(machine).catch(why);
  }

  private async cards(): Promise<readonly GraphicsCard[]> {
    this.remembered.cards ??= await readGraphicsCards();
    return this.remembered.cards;
  }

  /** Asked in a process of its own: two libraries for one GPU in one process is asking for trouble. */
  private async adapter(): Promise<Adapter | null> {
    if (this.remembered.adapter !== undefined || !this.start)
      return this.remembered.adapter ?? null;
    const asked = new RemoteEngine("onnxruntime", "webgpu", this.start);
    try {
      this.remembered.adapter = await asked.adapter();
    } finally {
      asked.close();
    }
    return this.remembered.adapter;
  }

  private open(id: DeviceId): { remote: RemoteEngine; engine: CpuFallbackEngine } {
    const known = this.engines.get(id);
    if (known) return known;
    if (!this.start) throw new RangeError(`${id} has no process`);
    const remote = new RemoteEngine(kindOf(id).backend.engine, baseOf(id), this.start);
    const opened = { remote, engine: new CpuFallbackEngine(remote, this.cpu) };
    this.engines.set(id, opened);
    return opened;
  }
}

const toldOf = (why: Message | null): Pick<DeviceReport, "reason" | "said"> =>
  why === null ? { reason: null } : because(why);

const failureIn = ({ failure, said: inCodes }: Trial): Message | null =>
  inCodes ?? (failure === null ? null : raw(failure));
