/** @file The score maps that were used last: those in memory, and where those on the disk lie. */
import type { HeatLayer } from "../../src-core/contract/api.ts";
import type { ScoreMap } from "../../src-core/overlay/plane.ts";
import type { ScoreSource } from "../output/score-source.ts";
import { removeStore } from "./maps.ts";
import { Recent } from "./recent.ts";
import type { Subject } from "./subject.ts";

export interface KeptMap {
  readonly source: ScoreSource;
  readonly held: ScoreMap | null;
  readonly layer: HeatLayer | null;
}

export class Maps {
  private readonly kept = new Recent<KeptMap & { readonly key: string }>(4, ({ key, layer }) => {
    if (layer) void removeStore(key);
  });

  keep({ key }: Subject, { source, held, layer }: KeptMap): void {
    this.kept.set(key, { key, source, held, layer });
  }

  /** A map that nobody will ask for again. */
  async forget({ key }: Subject): Promise<void> {
    const layer = this.kept.peek(key)?.layer;
    this.kept.delete(key);
    if (layer) await removeStore(key);
  }

  held({ key }: Subject): ScoreMap | null {
    return this.kept.peek(key)?.held ?? null;
  }

  /** The whole map, made where it is not kept. */
  async get(subject: Subject, make: () => Promise<KeptMap>): Promise<ScoreSource> {
    const { key } = subject;
    const { source } = await this.kept.get(key, async () => {
      const made = await make();
      return { key, source: made.source, held: made.held, layer: made.layer };
    });
    return source;
  }
}
