/** @file An engine in a process of its own: a driver that crashes or hangs takes nothing along. */
import type { StartDevice } from "./device-link.ts";
import { DeviceLink } from "./device-link.ts";
import type { Adapter } from "./device-protocol.ts";
import type { Engine, Pixels, Run, Session } from "./engine.ts";

/** Milliseconds: what opening may take, and what a run of no pixels may; shaders are compiled in the first one. */
const patience = { open: 120_000, run: 60_000 } as const;
/** Milliseconds per pixel that a network may take of which nothing is known. */
const slowest = 0.1;
/** A device hangs when a run takes so many times what the slowest one took. */
const tooLong = 20;

export class RemoteEngine implements Engine {
  readonly name: Engine["name"];
  private readonly device: string;
  private readonly start: StartDevice;
  private link: DeviceLink | null = null;

  /** @param device what the process is told to be */
  constructor(name: Engine["name"], device: string, start: StartDevice) {
    [this.name, this.device, this.start] = [name, device, start];
  }

  async open(model: Uint8Array, plain = false): Promise<Session> {
    const link = this.running();
    const session = await link.ask("open", { model, plain }, patience.open);
    return new RemoteSession(link, session);
  }

  /** Operators of a network that run on the CPU instead; null where the engine does not tell. @throws DeviceFailed */
  fallback(model: Uint8Array, pixels: Pixels): Promise<string[] | null> {
    return this.running().ask("fallback", { model, pixels }, patience.open);
  }

  /** The GPU that would be used; null where there is none. @throws DeviceFailed */
  adapter(): Promise<Adapter | null> {
    return this.running().ask("adapter", null, patience.open);
  }

  /** Ends the process; the next call starts another. */
  close(): void {
    this.link?.close();
    this.link = null;
  }

  private running(): DeviceLink {
    if (!this.link || this.link.isOver) this.link = new DeviceLink(this.start, this.device);
    return this.link;
  }
}

class RemoteSession implements Session {
  private readonly link: DeviceLink;
  private readonly session: number;
  /** Milliseconds per pixel of the slowest run. */
  private pace = 0;

  constructor(link: DeviceLink, session: number) {
    [this.link, this.session] = [link, session];
  }

  async run(pixels: Pixels): Promise<Run> {
    const count = pixels.batch * pixels.height * pixels.width;
    const most = patience.run + count * Math.max(slowest, tooLong * this.pace);
    const run = await this.link.ask("run", { session: this.session, pixels }, most);
    this.pace = Math.max(this.pace, run.time / count);
    return run;
  }

  async release(): Promise<void> {
    if (this.link.isOver) return;
    await this.link.ask("release", { session: this.session }, patience.run);
  }
}
