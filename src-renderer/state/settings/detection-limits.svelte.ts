/** @file From which score on a box counts, and up to which overlap: the model's own, or what the user set for it. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";

export interface DetectionLimits {
  readonly threshold: number;
  readonly overlap: number;
  /** The thresholds of the classes, by name, until one is chosen for all; null where the model has none. */
  readonly perClass?: Readonly<Record<string, number>> | null | undefined;
}

/** Where the user's own are kept, under the ids of models. */
export interface StoredLimits {
  thresholds: Readonly<Record<string, number>>;
  overlaps: Readonly<Record<string, number>>;
}

interface Model {
  readonly id: string;
  readonly head: Head;
}

/** @param head null while the model is not known */
export const effectiveLimits = (
  head: Head | null,
  { threshold, overlap }: LimitOverrides,
): DetectionLimits => ({
  perClass: threshold === undefined ? (head?.thresholds ?? null) : null,
  threshold: threshold ?? (head ? headOf(head).threshold : 0.5),
  overlap: overlap ?? (head ? headOf(head).overlap : 0.5),
});

/** What the host is asked for: the threshold is left out where each class has its own. */
export const requestedLimits = ({
  threshold,
  overlap,
  perClass,
}: DetectionLimits): RequestedLimits => (perClass ? { overlap } : { threshold, overlap });

export interface RequestedLimits {
  readonly threshold?: number;
  readonly overlap: number;
}

/** What is left out is the model's own. */
export interface LimitOverrides {
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
  private readonly stored: StoredLimits;
  private readonly model: () => Model | null;

  constructor(stored: StoredLimits, model: () => Model | null) {
    this.stored = stored;
    this.model = model;
  }

  get threshold(): number {
    return this.forModel(this.model()).threshold;
  }

  set threshold(value: number) {
    const model = this.model();
    if (model) this.setThreshold(model.id, value);
  }

  get perClass(): DetectionLimits["perClass"] {
    return this.forModel(this.model()).perClass;
  }

  get overlap(): number {
    return this.forModel(this.model()).overlap;
  }

  set overlap(value: number) {
    const model = this.model();
    if (model) this.stored.overlaps = { ...this.stored.overlaps, [model.id]: value };
  }

  /** Whether both are the model's own. */
  get areDefault(): boolean {
    const { threshold, overlap, perClass } = this.forModel(this.model());
    const own = effectiveLimits(this.model()?.head ?? null, {});
    const isOwn = own.perClass ? perClass !== null : threshold === own.threshold;
    return isOwn && overlap === own.overlap;
  }

  forModel(model: Model | null): DetectionLimits {
    return effectiveLimits(model?.head ?? null, model ? this.overridesFor(model.id) : {});
  }

  /** Keeps a threshold for a model, whether it is chosen or not. */
  setThreshold(id: string, threshold: number): void {
    this.stored.thresholds = { ...this.stored.thresholds, [id]: threshold };
  }

  /** What the user set for a model; empty where all is its own. */
  overridesFor(id: string): LimitOverrides {
    return { threshold: this.stored.thresholds[id], overlap: this.stored.overlaps[id] };
  }

  /** Keeps what a batch ran with for its model; what it left to the model is the model's own again. */
  setOverrides(id: string, { threshold, overlap }: LimitOverrides): void {
    const { thresholds, overlaps } = this.stored;
    this.stored.thresholds = withOrWithout(thresholds, id, threshold);
    this.stored.overlaps = withOrWithout(overlaps, id, overlap);
  }

  reset(): void {
    const model = this.model();
    if (model) this.setOverrides(model.id, {});
  }
}
