/** @file What became of trials, kept from one start to the next as long as versions and drivers are the same. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { DeviceId, Trial } from "../../src-core/contract/devices.ts";
import { trial } from "../../src-core/contract/devices.ts";
import { makeFolderSync } from "../files/make-folder.ts";
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

/** Networks come and go; what was tested long ago is tested again when it is wanted. */
const most = 512;

export class RememberedTrials {
  private readonly path: string | null;
  private known: z.infer<typeof content>;

  /** @param path of a file that need not exist; null keeps them in memory alone */
  constructor(path: string | null, fingerprint: string) {
    this.path = path;
    const read = path === null ? null : readContent(path);
    this.known =
      read?.fingerprint === fingerprint ? read : { fingerprint, trials: {}, adapter: undefined };
  }

  get(device: DeviceId, network: string): Trial | undefined {
    return this.known.trials[`${device} ${network}`];
  }

  set(device: DeviceId, network: string, result: Trial): void {
    const key = `${device} ${network}`;
    const others = Object.entries(this.known.trials).filter(([known]) => known !== key);
    this.known.trials = Object.fromEntries([...others, [key, result] as const].slice(-most));
    this.write();
  }

  get adapter(): Adapter | null | undefined {
    return this.known.adapter;
  }

  set adapter(found: Adapter | null | undefined) {
    this.known.adapter = found;
    this.write();
  }

  get cards(): readonly GraphicsCard[] | undefined {
    return this.known.cards;
  }

  set cards(found: readonly GraphicsCard[] | undefined) {
    this.known.cards = found && [...found];
    this.write();
  }

  clear(): void {
    this.known = { fingerprint: this.known.fingerprint, trials: {} };
  }

  private write(): void {
    if (this.path === null) return;
    try {
      makeFolderSync(dirname(this.path));
      const draft = `${this.path}.${process.pid}`;
      writeFileSync(draft, JSON.stringify(this.known));
      renameSync(draft, this.path);
    } catch {
      // What cannot be kept is found out again.
    }
  }
}

function readContent(path: string): z.infer<typeof content> | null {
  try {
    return content.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // none yet, or none of ours
  }
}
