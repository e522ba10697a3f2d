/** @file The score maps that were used last: those in memory, and where those on the disk lie. */
import type { HeatLayer } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
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

interface Entry extends KeptMap {
  readonly key: string;
  /** Whether the pass that makes it is over: one on the disk is known before. */
  readonly whole: boolean;
}

export class Maps {
  private readonly kept = new Recent<Entry>(4, ({ key, layer }) => {
    if (layer) void removeStore(key);
  });

  keep({ key }: Subject, { source, held, layer }: KeptMap, whole = true): void {
    this.kept.set(key, { key, whole, source, held, layer });
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

  /**
   * The whole map, made where it is not kept.
   * @throws UserError while the pass runs, and after it was stopped: half a map must not pass for one
   */
  async get({ key, path }: Subject, make: () => Promise<KeptMap>): Promise<ScoreSource> {
    const { source, whole } = await this.kept.get(key, async () => {
      const made = await make();
      return { key, whole: true, source: made.source, held: made.held, layer: made.layer };
    });
    if (!whole)
      throw new UserError("not-found", `${path}: the pass over it is not finished: run it again`);
    return source;
  }
}
