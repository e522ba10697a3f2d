/** @file The corrections of every image under every model that was looked at, as long as the window is open. */
import type { UndoStack } from "../undo/undo-stack.svelte.ts";
import type { EditChange } from "./edits.svelte.ts";
import { Edits } from "./edits.svelte.ts";

export class Corrections {
  private readonly known = new Map<string, Edits>();
  private readonly stack: UndoStack;
  private readonly shown: () => Edits | null;

  /** @param shown what is on the screen: no other one's steps are taken back unseen */
  constructor(stack: UndoStack, shown: () => Edits | null) {
    this.stack = stack;
    this.shown = shown;
  }

  /** @param image id of the opened image @param model id of the model */
  of(image: string, model: string): Edits {
    const key = `${image} ${model}`;
    const before = this.known.get(key);
    if (before) return before;
    const edits = new Edits((change, changed) => {
      this.keep(change, changed);
    });
    this.known.set(key, edits);
    return edits;
  }

  private keep({ before, after, ...step }: EditChange, edits: Edits): void {
    this.stack.push({
      ...step,
      undo: () => {
        edits.list = before;
      },
      redo: () => {
        edits.list = after;
      },
      isPossible: () => this.shown() === edits,
    });
  }
}
