/** @file What became of trials, kept from one start to the next as long as versions and drivers are the same. */
import { z } from "zod";
import type { DeviceId, Trial } from "../../src-core/contract/devices.ts";
import { trial } from "../../src-core/contract/devices.ts";
import type { TellState } from "../files/kept-file.ts";
import { KeptFile } from "../files/kept-file.ts";
import { largestKept, readRegularUpToSync } from "../files/regular-file.ts";
import type { Adapter } from "./device-protocol.ts";
import type { GraphicsCard } from "./graphics.ts";
import { graphicsCard } from "./graphics.ts";

const adapter = z.strictObject({
  name: z.string(),
  driver: z.string().nullable(),
  software: z.boolean(),
});

const content = z.strictObject({
  fingerprint: z.string(),
  /** By device and network. */
  trials: z.record(z.string(), trial),
  /** The GPU of WebGPU; null where there is none, absent where nobody has looked. */
  adapter: adapter.nullable().optional(),
  /** The graphics cards; absent where nobody has looked. */
  cards: z.array(graphicsCard).optional(),
});

type Content = z.infer<typeof content>;

export type Remembered = Readonly<Content>;

/** What a file holds, without a word about one that is not what it should be: null. */
export function rememberedIn(path: string): Remembered | null {
  try {
    return content.strip().parse(JSON.parse(readRegularUpToSync(path, largestKept).toString()));
  } catch {
    return null;
  }
}

/** Networks come and go; what was tested long ago is tested again when it is wanted. */
const most = 512;

const keyOf = (device: DeviceId, network: string): string => `${device} ${network}`;

export class RememberedTrials {
  private readonly file: KeptFile<Content> | null;
  private readonly fingerprint: string;
  private known: Content;

  /** @param path of a file that need not exist; null keeps them in memory alone */
  constructor(path: string | null, fingerprint: string, tell?: TellState) {
    this.fingerprint = fingerprint;
    const initial = { fingerprint, trials: {} };
    // Version 0 held the same, without a number; version 1 without codes beside its failures.
    const same = (old: unknown): unknown => old;
    const format = { migrations: [same, same], schema: content, initial };
    this.file = path === null ? null : new KeptFile(path, format, tell);
    this.known = this.ofNow(this.file?.read() ?? initial);
  }

  get(device: DeviceId, network: string): Trial | undefined {
    return this.known.trials[keyOf(device, network)];
  }

  set(device: DeviceId, network: string, result: Trial): void {
    const key = keyOf(device, network);
    this.change((now) => {
      const others = Object.entries(now.trials).filter(([known]) => known !== key);
      const trials = Object.fromEntries([...others, [key, result] as const].slice(-most));
      return { ...now, trials };
    });
  }

  get adapter(): Adapter | null | undefined {
    return this.known.adapter;
  }

  set adapter(adapter: Adapter | null | undefined) {
    this.change((now) => ({ ...now, adapter }));
  }

  get cards(): readonly GraphicsCard[] | undefined {
    return this.known.cards;
  }

  set cards(found: readonly GraphicsCard[] | undefined) {
    this.change((now) => ({ ...now, cards: found && [...found] }));
  }

  clear(): void {
    this.change(() => ({ fingerprint: this.fingerprint, trials: {} }));
  }

  /** Of other versions or drivers nothing holds. */
  private ofNow = (kept: Content): Content =>
    kept.fingerprint === this.fingerprint ? kept : { fingerprint: this.fingerprint, trials: {} };

  private change(make: (now: Content) => Content): void {
    this.known = make(this.known);
    try {
      // What another process found out meanwhile stays there.
      this.file?.change((now) => make(this.ofNow(now)));
    } catch {
      // What cannot be kept is found out again.
    }
  }
}
