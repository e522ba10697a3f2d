/** @file What the processes hold and how fast a light request is answered, looked at all the time. */
import type { Client } from "./client.ts";
import type { Seen } from "../processes.ts";
import { processesOf } from "../processes.ts";

/** What one process was seen to hold while nothing was asked of it. */
export interface Rest {
  /** Minutes since the start. */
  readonly minute: number;
  readonly seen: readonly Seen[];
}

const asked = ["/api/models", "/api/batches", "/api/settings"];
const between = 200; // milliseconds from one answer to the next question

export class Watch {
  /** Milliseconds of each light request, by what was asked for. */
  readonly latencies = new Map<string, number[]>();
  readonly rests: Rest[] = [];
  /** Most bytes that a process of a role ever held, and all together. */
  readonly peaks = new Map<string, number>();
  private readonly begun = performance.now();
  private readonly client: Client;
  private readonly root: number;
  private isOver = false;
  private readonly asking: Promise<void>;
  private readonly looking: NodeJS.Timeout;

  constructor(client: Client, root: number) {
    this.client = client;
    this.root = root;
    this.looking = setInterval(() => {
      this.look();
    }, 200);
    this.asking = this.ask();
  }

  get minute(): number {
    return (performance.now() - this.begun) / 60_000;
  }

  /** To be called while nothing is asked. */
  rest(): readonly Seen[] {
    const seen = processesOf(this.root);
    this.rests.push({ minute: this.minute, seen });
    return seen;
  }

  async stop(): Promise<void> {
    this.isOver = true;
    clearInterval(this.looking);
    await this.asking;
  }

  private look(): void {
    const seen = processesOf(this.root);
    const sums = new Map<string, number>();
    for (const { role, resident } of seen)
      for (const name of [role, "all"]) sums.set(name, (sums.get(name) ?? 0) + resident);
    for (const [name, sum] of sums) this.peaks.set(name, Math.max(this.peaks.get(name) ?? 0, sum));
  }

  private async ask(): Promise<void> {
    while (!this.isOver)
      for (const path of asked) {
        const start = performance.now();
        await this.client.drain("GET", path);
        const known = this.latencies.get(path) ?? [];
        this.latencies.set(path, [...known, performance.now() - start]);
        await new Promise((resolve) => setTimeout(resolve, between));
      }
  }
}
