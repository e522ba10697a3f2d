/** @file A device with the CPU behind it: where it fails, what it was at is done there, and all that follows. */
import { why } from "../reason.ts";
import type { Message } from "../../src-core/messages/template.ts";
import type { AnyPixels, Engine, Run, Session } from "./engine.ts";
import { DeviceFailed } from "./engine.ts";

export class CpuFallbackEngine implements Engine {
  private readonly device: Engine;
  private readonly cpu: Engine;
  /** Why the device is no longer used, once that is so. */
  failure: Message | null = null;

  constructor(device: Engine, cpu: Engine) {
    this.device = device;
    this.cpu = cpu;
  }

  /** Of what runs now: the device's, or the CPU's. */
  get name(): Engine["name"] {
    return this.failure === null ? this.device.name : this.cpu.name;
  }

  async open(model: Uint8Array, plain = false): Promise<Session> {
    const session = await this.try(
      () => this.device.open(model, plain),
      () => this.cpu.open(model, plain),
    );
    return new CpuFallbackSession(this, session, () => this.cpu.open(model, plain));
  }

  /**
   * What the CPU cannot do either is not the device's fault: it goes on being used.
   * @returns what the device gives, or where it has failed or fails now, what the CPU does
   */
  async try<T>(onDevice: () => Promise<T>, onCpu: () => Promise<T>): Promise<T> {
    if (this.failure !== null) return onCpu();
    try {
      return await onDevice();
    } catch (cause) {
      if (!(cause instanceof DeviceFailed)) throw cause;
      const done = await onCpu();
      this.failure ??= why(cause);
      return done;
    }
  }
}

class CpuFallbackSession implements Session {
  private readonly engine: CpuFallbackEngine;
  private readonly first: Session;
  private readonly openSpare: () => Promise<Session>;
  private spare: Promise<Session> | null = null;

  constructor(engine: CpuFallbackEngine, first: Session, openSpare: () => Promise<Session>) {
    this.engine = engine;
    this.first = first;
    this.openSpare = openSpare;
  }

  get failure(): Message | null {
    return this.engine.failure;
  }

  run(pixels: AnyPixels): Promise<Run> {
    const onCpu = async (): Promise<Run> => {
      this.spare ??= this.openSpare();
      return (await this.spare).run(pixels);
    };
    return this.engine.try(() => this.first.run(pixels), onCpu);
  }

  async release(): Promise<void> {
    await Promise.all([this.first.release(), (await this.spare)?.release()]);
  }
}
