/** @file What the visits of the soak share: the server, what is known to be right, and what was seen. */
import type { Client } from "./client.ts";
import { Refused } from "./client.ts";
import type { Picture } from "./pictures.ts";

export interface Expected {
  readonly answer: string;
  readonly sums: Readonly<Record<string, string>>;
}

export class World {
  readonly client: Client;
  readonly pictures: Readonly<Record<string, Picture>>;
  readonly random: () => number;
  /** What a pass must give, by the name of its wish; filled while nothing else runs. */
  readonly expected = new Map<string, Expected>();
  /** Times by what happened. */
  readonly counts = new Map<string, number>();
  readonly defects: string[] = [];
  /** When a process was last killed, by `performance.now()`. */
  killed = -Infinity;

  constructor(client: Client, pictures: Readonly<Record<string, Picture>>, random: () => number) {
    this.client = client;
    this.pictures = pictures;
    this.random = random;
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  defect(what: string): void {
    this.defects.push(what);
    console.error(`\nDEFECT ${what}`);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  pause(most: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.random() * most));
  }

  picture(name: string): Picture {
    const found = this.pictures[name];
    if (!found) throw new Error(`there is no picture ${name}`);
    return found;
  }

  async upload(picture: string): Promise<string> {
    const { name, bytes } = this.picture(picture);
    return this.whole(() => this.client.id("POST", `/api/images?name=${name}`, bytes));
  }

  /**
   * Does it, and again where a process was killed under it, which must be told as such.
   * @throws what it throws without that
   */
  async whole<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      const began = performance.now();
      try {
        return await work();
      } catch (cause) {
        if (!(cause instanceof Refused)) throw cause;
        // Maps of others have pushed it out, or it went with its process: it is run again, as the message says.
        if (cause.code === "not-found" && cause.message.endsWith(": run it again")) {
          this.count("maps that had gone, told");
          continue;
        }
        if (cause.code !== "worker-died") throw cause;
        // A process that does not stop a job is ended, too, and whoever must not be served twice is told.
        if (this.killed < began && !cause.message.includes("did not stop another job")) throw cause;
        this.count(this.killed < began ? "ended by its watchdog, told" : "killed, told");
      }
    }
  }
}
