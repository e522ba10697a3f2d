/** @file From which score on a box counts, and up to which overlap: the model's own, or what the user set for it. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";

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

/** @param head null while the model is not known */
export const chosenOf = (head: Head | null, { threshold, overlap }: Asked): Chosen => ({
  perClass: threshold === undefined ? (head?.thresholds ?? null) : null,
  threshold: threshold ?? (head ? headOf(head).threshold : 0.5),
  overlap: overlap ?? (head ? headOf(head).overlap : 0.5),
});

/** What the host is asked for: the threshold is left out where each class has its own. */
export const wishOf = ({ threshold, overlap, perClass }: Chosen): Shown =>
  perClass ? { overlap } : { threshold, overlap };

export interface Shown {
  readonly threshold?: number;
  readonly overlap: number;
}

/** What is left out is the model's own. */
export interface Asked {
  readonly threshold?: number | undefined;
  readonly overlap?: number | undefined;
}

function withOrWithout(
  kept: Readonly<Record<string, number>>,
  id: string,
  value: number | undefined,
): Readonly<Record<string, number>> {
  const others = Object.entries(kept).filter(([key]) => key !== id);
  return Object.fromEntries(value === undefined ? others : [...others, [id, value]]);
}

export class Limits {
  private readonly kept: Kept;
  private readonly model: () => Model | null;

  constructor(kept: Kept, model: () => Model | null) {
    this.kept = kept;
    this.model = model;
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
    const own = chosenOf(this.model()?.head ?? null, {});
    const isOwn = own.perClass ? perClass !== null : threshold === own.threshold;
    return isOwn && overlap === own.overlap;
  }

  of(model: Model | null): Chosen {
    return chosenOf(model?.head ?? null, model ? this.setFor(model.id) : {});
  }

  /** Keeps a threshold for a model, whether it is chosen or not. */
  keep(id: string, threshold: number): void {
    this.kept.thresholds = { ...this.kept.thresholds, [id]: threshold };
  }

  /** What the user set for a model; empty where all is its own. */
  setFor(id: string): Asked {
    return { threshold: this.kept.thresholds[id], overlap: this.kept.overlaps[id] };
  }

  /** Keeps what a batch ran with for its model; what it left to the model is the model's own again. */
  adopt(id: string, { threshold, overlap }: Asked): void {
    const { thresholds, overlaps } = this.kept;
    this.kept.thresholds = withOrWithout(thresholds, id, threshold);
    this.kept.overlaps = withOrWithout(overlaps, id, overlap);
  }

  reset(): void {
    const model = this.model();
    if (model) this.adopt(model.id, {});
  }
}
