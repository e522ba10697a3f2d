/** @file The score maps that were used last: those in memory, and where those on the disk lie. */
import type { HeatLayer } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { ScoreSource } from "../output/score-source.ts";
import { Recent } from "./recent.ts";
import type { Subject } from "./subject.ts";

interface KeptMap {
  readonly source: ScoreSource;
  readonly held: ScoreMap | null;
  readonly layer: HeatLayer | null;
}

export class Maps {
  private readonly kept = new Recent<KeptMap>(4);

  keep({ key }: Subject, { source, held, layer }: KeptMap): void {
    this.kept.set(key, { source, held, layer });
  }

  held({ key }: Subject): ScoreMap | null {
    return this.kept.peek(key)?.held ?? null;
  }

  /** The whole map, made where it is not kept. */
  async get(subject: Subject, make: () => Promise<KeptMap>): Promise<ScoreSource> {
    const { source } = await this.kept.get(subject.key, make);
    return source;
  }
}
