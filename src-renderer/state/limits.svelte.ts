/** @file From which score on a box counts, and up to which overlap: the model's own, or what the user set for it. */
import type { Head } from "../../src-core/contract/heads.ts";
import { overlapOf, thresholdOf } from "../../src-core/detection/candidate.ts";

export interface Chosen {
  readonly threshold: number;
  readonly overlap: number;
  /** The thresholds of the classes, by name, until one is chosen for all; null where the model has none. */
  readonly perClass?: Readonly<Record<string, number>> | null | undefined;
}

/** Where the user's own are kept, under the ids of models. */
export interface Kept {
  thresholds: Readonly<Record<string, number>>;
  overlaps: Readonly<Record<string, number>>;
}

interface Model {
  readonly id: string;
  readonly head: Head;
}

const ownLimits = (head: Head): Chosen => ({
  perClass: head.thresholds ?? null,
  threshold: thresholdOf(head),
  overlap: overlapOf(head),
});

export class Limits {
  private readonly kept: Kept;
  private readonly model: () => Model | null;

  constructor(kept: Kept, model: () => Model | null) {
    [this.kept, this.model] = [kept, model];
  }

  get threshold(): number {
    return this.of(this.model()).threshold;
  }

  set threshold(value: number) {
    const model = this.model();
    if (model) this.keep(model.id, value);
  }

  get perClass(): Chosen["perClass"] {
    return this.of(this.model()).perClass;
  }

  get overlap(): number {
    return this.of(this.model()).overlap;
  }

  set overlap(value: number) {
    const model = this.model();
    if (model) this.kept.overlaps = { ...this.kept.overlaps, [model.id]: value };
  }

  /** Whether both are the model's own. */
  get own(): boolean {
    const { threshold, overlap, perClass } = this.of(this.model());
    const own = this.ownOf(this.model());
    const isOwn = own.perClass ? perClass !== null : threshold === own.threshold;
    return isOwn && overlap === own.overlap;
  }

  of(model: Model | null): Chosen {
    const own = this.ownOf(model);
    if (!model) return own;
    const { thresholds, overlaps } = this.kept;
    return {
      threshold: thresholds[model.id] ?? own.threshold,
      overlap: overlaps[model.id] ?? own.overlap,
      perClass: thresholds[model.id] === undefined ? own.perClass : null,
    };
  }

  /** Keeps a threshold for a model, whether it is chosen or not. */
  keep(id: string, threshold: number): void {
    this.kept.thresholds = { ...this.kept.thresholds, [id]: threshold };
  }

  reset(): void {
    const model = this.model();
    if (!model) return;
    const without = (kept: Readonly<Record<string, number>>): Record<string, number> =>
      Object.fromEntries(Object.entries(kept).filter(([id]) => id !== model.id));
    this.kept.thresholds = without(this.kept.thresholds);
    this.kept.overlaps = without(this.kept.overlaps);
  }

  private ownOf(model: Model | null): Chosen {
    return model ? ownLimits(model.head) : { threshold: 0.5, overlap: 0.5 };
  }
}
