/** @file What was changed in this session, one step after the other: the last one can be taken back, and done again. */

export type StepName =
  | "reject"
  | "restore"
  | "relabel"
  | "add"
  | "remove"
  | "move"
  | "threshold"
  | "overlap"
  | "limits"
  | "class"
  | "colours"
  | "opacity"
  | "look"
  | "model"
  | "card";

export interface Step {
  readonly name: StepName;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Whether what it is about is there: boxes of another image wait until that is shown again. */
  readonly isPossible?: () => boolean;
  /** Steps of the same one that follow each other are one: a box that is moved pixel by pixel. */
  readonly merge?: string;
}

const most = 200; // steps

const isPossible = (step: Step): boolean => step.isPossible?.() ?? true;

export class UndoStack {
  private past = $state.raw<readonly Step[]>([]);
  private future = $state.raw<readonly Step[]>([]);
  /** What was done last: `undone` or `redone`, to be said; a new object each time. */
  done = $state.raw<{ readonly name: StepName; readonly way: "undone" | "redone" } | null>(null);

  /** What would be taken back; null where there is nothing. */
  get undoable(): StepName | null {
    return this.past.findLast(isPossible)?.name ?? null;
  }

  /** What would be done again; null where there is nothing. */
  get redoable(): StepName | null {
    return this.future.findLast(isPossible)?.name ?? null;
  }

  /** A step that was done. What had been taken back is gone with it. */
  push(step: Step): void {
    const last = this.past.at(-1);
    this.future = [];
    this.done = null;
    if (last && step.merge !== undefined && step.merge === last.merge)
      this.past = [...this.past.slice(0, -1), { ...step, undo: last.undo }];
    else this.past = [...this.past, step].slice(-most);
  }

  undo(): void {
    const step = this.past.findLast(isPossible);
    if (!step) return;
    this.past = this.past.filter((other) => other !== step);
    this.future = [...this.future, step];
    step.undo();
    this.done = { name: step.name, way: "undone" };
  }

  redo(): void {
    const step = this.future.findLast(isPossible);
    if (!step) return;
    this.future = this.future.filter((other) => other !== step);
    this.past = [...this.past, step];
    step.redo();
    this.done = { name: step.name, way: "redone" };
  }
}
