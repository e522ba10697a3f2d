/** @file An engine in a process of its own: a driver that crashes or hangs takes nothing along. */
import type { StartDevice } from "./device-link.ts";
import { DeviceLink } from "./device-link.ts";
import type { Adapter } from "./device-protocol.ts";
import type { AnyPixels, Engine, Pixels, Run, Session } from "./engine.ts";

/** How long a device may take, in milliseconds. */
export interface Patience {
  /** Until its process is there. One that ends is heard of at once: this is for one that hangs, and not for a slow one. */
  readonly start: number;
  readonly open: number;
  /** A run of no pixels; shaders are compiled in the first one. */
  readonly run: number;
  /** More for each pixel, for a network of which nothing is known. */
  readonly slowest: number;
}

const usual: Patience = { start: 120_000, open: 120_000, run: 60_000, slowest: 0.1 };
/** A device hangs when a run takes so many times what the slowest one took. */
const tooLong = 20;

export class RemoteEngine implements Engine {
  readonly name: Engine["name"];
  private readonly device: string;
  private readonly start: StartDevice;
  private readonly patience: Patience;
  private link: DeviceLink | null = null;

  /** @param device what the process is told to be */
  constructor(name: Engine["name"], device: string, start: StartDevice, patience = usual) {
    this.name = name;
    this.device = device;
    this.start = start;
    this.patience = patience;
  }

  async open(model: Uint8Array, plain = false): Promise<Session> {
    const link = this.running();
    const session = await link.ask("open", { model, plain }, this.patience.open);
    return new RemoteSession(link, session, this.patience);
  }

  /** Operators of a network that run on the CPU instead; null where the engine does not tell. @throws DeviceFailed */
  fallback(model: Uint8Array, pixels: Pixels): Promise<string[] | null> {
    return this.running().ask("fallback", { model, pixels }, this.patience.open);
  }

  /** The GPU that would be used; null where there is none. @throws DeviceFailed */
  adapter(): Promise<Adapter | null> {
    return this.running().ask("adapter", null, this.patience.open);
  }

  /** Ends the process; the next call starts another. */
  close(): void {
    this.link?.close();
    this.link = null;
  }

  private running(): DeviceLink {
    if (!this.link || this.link.isOver)
      this.link = new DeviceLink(this.start, this.device, this.patience.start);
    return this.link;
  }
}

class RemoteSession implements Session {
  private readonly link: DeviceLink;
  private readonly session: number;
  private readonly patience: Patience;
  /** Milliseconds per pixel of the slowest run. */
  private pace = 0;

  constructor(link: DeviceLink, session: number, patience: Patience) {
    this.link = link;
    this.session = session;
    this.patience = patience;
  }

  async run(pixels: AnyPixels): Promise<Run> {
    const count = pixels.batch * pixels.height * pixels.width;
    const { run: least, slowest } = this.patience;
    const most = least + count * Math.max(slowest, tooLong * this.pace);
    const run = await this.link.ask("run", { session: this.session, pixels }, most);
    this.pace = Math.max(this.pace, run.time / count);
    return run;
  }

  async release(): Promise<void> {
    if (this.link.isOver) return;
    await this.link.ask("release", { session: this.session }, this.patience.run);
  }
}
