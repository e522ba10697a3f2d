/** @file The corrections of every image under every model that was looked at, which the host keeps. */
import type { UndoStack } from "../undo/undo-stack.svelte.ts";
import type { EditChange } from "./edits.svelte.ts";
import { Edits } from "./edits.svelte.ts";
import { fetchEdits, saveEdits } from "../../host/edits.ts";

export class Corrections {
  private readonly known = new Map<string, Edits>();
  private readonly stack: UndoStack;
  private readonly shown: () => Edits | null;
  private readonly report: (cause: unknown) => void;

  /** @param shown what is on the screen: no other one's steps are taken back unseen @param report why they cannot be kept */
  constructor(
    stack: UndoStack,
    shown: () => Edits | null,
    report: (cause: unknown) => void = () => undefined,
  ) {
    this.report = report;
    this.stack = stack;
    this.shown = shown;
  }

  /** @param image id of the opened image @param model id of the model */
  of(image: string, model: string): Edits {
    const key = `${image} ${model}`;
    const before = this.known.get(key);
    if (before) return before;
    const edits = new Edits(
      (change, changed) => {
        this.keep(change, changed);
      },
      {
        load: async (analysis) => {
          try {
            return await fetchEdits(analysis);
          } catch (cause) {
            this.report(cause);
            return [];
          }
        },
        save: async (analysis, list) => {
          try {
            await saveEdits(analysis, list);
          } catch (cause) {
            this.report(cause);
          }
        },
      },
    );
    this.known.set(key, edits);
    return edits;
  }

  private keep({ before, after, ...step }: EditChange, edits: Edits): void {
    this.stack.push({
      ...step,
      undo: () => {
        edits.restore(before);
      },
      redo: () => {
        edits.restore(after);
      },
      isPossible: () => this.shown() === edits,
    });
  }
}
