/** @file Changes of how results are looked at, as steps: whatever control made them, they are seen by what they changed. */
import type { ColorMapName, HeatLook } from "../../../src-core/contract/settings.ts";
import type { StepName, UndoStack } from "./undo-stack.svelte.ts";

type ByModel = Readonly<Record<string, number>>;

/** What is watched. */
export interface Watched {
  readonly preferences: {
    colorMap: ColorMapName;
    opacity: number;
    look: HeatLook;
    thresholds: ByModel;
    overlaps: ByModel;
  };
  readonly models: {
    readonly current: { readonly id: string } | null;
    readonly ids: readonly string[];
    choose(id: string): void;
  };
  readonly overlay: { readonly choice: { label: string | null } };
}

interface Snapshot {
  readonly model: string | null;
  readonly label: string | null;
  readonly colorMap: ColorMapName;
  readonly opacity: number;
  readonly look: HeatLook;
  readonly thresholds: ByModel;
  readonly overlaps: ByModel;
}

const differ = (a: ByModel, b: ByModel): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** What the change is called; null where there is none. Another model brings its own class along. */
function nameOf(before: Snapshot, now: Snapshot): StepName | null {
  if (before.model !== now.model) return "model";
  if (before.look !== now.look) return "look";
  if (before.colorMap !== now.colorMap) return "colours";
  if (before.opacity !== now.opacity) return "opacity";
  if (before.label !== now.label) return "class";
  const threshold = differ(before.thresholds, now.thresholds);
  const overlap = differ(before.overlaps, now.overlaps);
  if (threshold && overlap) return "limits";
  if (threshold) return "threshold";
  return overlap ? "overlap" : null;
}

export class SettingsSteps {
  private readonly watched: Watched;
  private readonly stack: UndoStack;
  private last: Snapshot;
  private held = false;

  constructor(watched: Watched, stack: UndoStack) {
    this.watched = watched;
    this.stack = stack;
    this.last = this.snapshot();
  }

  /** To be called in an effect: it reads all that is watched. What changed since the last call becomes a step. */
  note(): void {
    const now = this.snapshot();
    if (this.held) return;
    const before = this.last;
    this.last = now;
    // Which model it begins with is nobody's step.
    if (before.model === null) return;
    const name = nameOf(before, now);
    if (name === null) return;
    this.stack.push({
      name,
      undo: () => {
        this.apply(before);
      },
      redo: () => {
        this.apply(now);
      },
      isPossible: () => [before, now].every(({ model }) => this.isThere(model)),
    });
  }

  /** What changes from now on is not a step: it belongs to something else that is opened. */
  forgive(): void {
    this.last = this.snapshot();
  }

  /** A slider is held: until it is released all is one step. */
  hold(): void {
    this.note();
    this.held = true;
  }

  release(): void {
    if (!this.held) return;
    this.held = false;
    this.note();
  }

  private isThere(model: string | null): boolean {
    return model !== null && this.watched.models.ids.includes(model);
  }

  /** The limits first, which a model that is chosen runs with; the class last, which it may not have. */
  private apply({ model, label, ...looks }: Snapshot): void {
    const { preferences, models, overlay } = this.watched;
    Object.assign(preferences, looks);
    if (model !== null && model !== models.current?.id) models.choose(model);
    overlay.choice.label = label;
    this.last = this.snapshot();
  }

  private snapshot(): Snapshot {
    const { preferences, models, overlay } = this.watched;
    const { colorMap, opacity, look, thresholds, overlaps } = preferences;
    const looks = { colorMap, opacity, look, thresholds, overlaps };
    return { model: models.current?.id ?? null, label: overlay.choice.label, ...looks };
  }
}
