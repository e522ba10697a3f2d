/** @file What is said over the image: what failed, and what is worth a word without being an error. */
import type { Failure } from "../../../src-core/contract/failure.ts";
import type { StateNotice } from "../../../src-core/contract/state.ts";
import { failureToShow } from "../../host/request.ts";
import { markStateRead } from "../../host/settings.ts";

/** What could not be opened; `name` is null where it is the models or nothing with a name. */
export interface OpenFailure {
  readonly name: string | null;
  readonly failure: Failure;
}

/** What is said without being an error. */
export type Hint =
  /** Of several files only the first image is shown. */
  | { readonly type: "ignored"; readonly shown: string; readonly count: number }
  /** A model's card came without the model. */
  | { readonly type: "card-alone"; readonly name: string }
  /** What was dropped or pasted was no file. */
  | { readonly type: "nothing-held" }
  /** What is on the clipboard now, or could not be put there. */
  | { readonly type: "copied" | "not-copied"; readonly text: string };

export class Notifications {
  failure = $state.raw<OpenFailure | null>(null);
  hint = $state.raw<Hint | null>(null);
  /** Of kept files that are not what they should be; each stays until it was read. */
  state = $state.raw<readonly StateNotice[]>([]);

  /** What the user stopped is no failure. @param name of what failed */
  report(name: string | null, cause: unknown): void {
    const failure = failureToShow(cause);
    if (failure) this.failure = { name, failure };
  }

  /** A card came without its model. */
  cardAlone(name: string): void {
    this.dismiss();
    this.hint = { type: "card-alone", name };
  }

  /** A window that listens again is told again. */
  addState(notice: StateNotice): void {
    const isSame = (other: StateNotice): boolean =>
      JSON.stringify(other) === JSON.stringify(notice);
    if (!this.state.some(isSame)) this.state = [...this.state, notice];
  }

  dismissState(notice: StateNotice): void {
    this.state = this.state.filter((other) => other !== notice);
    // Where the host has gone, its next one looks anew.
    markStateRead(notice).catch(() => undefined);
  }

  dismiss(): void {
    this.failure = null;
    this.hint = null;
  }
}
