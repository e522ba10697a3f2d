/** @file A model that is about to be added: its files go to the host, which reads them; the user answers what is missing. */
import type { ModelSummary } from "../../../src-core/contract/api.ts";
import type { NamedDraft } from "../../../src-core/contract/drafts.ts";
import type { Answers, Examined } from "../../../src-core/contract/examined.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import {
  addFileToDraft,
  createDraft,
  examineDraft,
  keepDraft,
  releaseDraft,
} from "../../host/drafts.ts";
import { failureToShow } from "../../host/request.ts";
import { separateCards } from "../files/group-files.ts";
import { formErrors } from "./form-errors.ts";
import { ModelForm } from "./model-form.svelte.ts";

const pause = 250; // milliseconds of rest before answers that change are looked at

export type NewModelStatus =
  | { readonly type: "copying"; readonly name: string }
  | { readonly type: "reading" | "again" | "ready" | "keeping" };

export class NewModel {
  /** The model's own file. */
  readonly name: string;
  /** Further models that were dropped with it. */
  readonly leftOut: readonly string[];
  readonly form = new ModelForm();
  status = $state.raw<NewModelStatus>({ type: "reading" });
  /** With the answers; what was found last stays while it is looked at again. */
  examined = $state.raw<Examined | null>(null);
  /** Why it cannot be used as it is answered. */
  failure = $state.raw<Failure | null>(null);
  /** Why it could not be kept under its name; another name may do. */
  keepFailure = $state.raw<Failure | null>(null);
  private readonly takenIds: () => readonly string[];
  private readonly controller = new AbortController();
  private draft: string | null = null;
  private started: Promise<void> = Promise.resolve();
  private examinedAnswers = "";
  private examination: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param takenIds ids of the models that are there */
  constructor(name: string, takenIds: () => readonly string[], leftOut: readonly string[] = []) {
    this.name = name;
    this.takenIds = takenIds;
    this.leftOut = leftOut;
  }

  readonly formErrors = $derived.by(() =>
    this.examined ? formErrors(this.form, this.examined, this.takenIds()) : [],
  );

  get busy(): boolean {
    return this.status.type !== "ready";
  }

  /** Whether it can be added as it is. */
  get complete(): boolean {
    return (
      this.examined !== null && !this.busy && this.failure === null && this.formErrors.length === 0
    );
  }

  /** Sends the files and has them read. */
  async start(files: readonly File[], labels: File | null): Promise<void> {
    const { signal } = this.controller;
    this.started = this.attempt(signal, async () => {
      const { id } = await createDraft(signal);
      this.draft = id;
      await this.send(id, files);
      if (labels) await this.form.readLabels(labels);
      await this.examine({}, signal);
    });
    await this.started;
  }

  /** Goes on with a file that the host has opened itself. */
  async startFromDraft({ id }: NamedDraft): Promise<void> {
    this.draft = id;
    const { signal } = this.controller;
    await this.attempt(signal, () => this.examine({}, signal));
  }

  /** Further files of the same model, without which it could not be read, and its card: what was answered is then its. */
  async addFiles(files: readonly File[]): Promise<void> {
    const { signal } = this.controller;
    // What is added while the first files are on their way comes behind them.
    await this.started;
    const { draft } = this;
    if (draft === null || files.length === 0) return;
    await this.attempt(signal, async () => {
      const { cards } = await separateCards(files);
      await this.send(draft, files);
      if (cards.length > 0) {
        this.form.clear();
        this.examinedAnswers = JSON.stringify({});
      }
      await this.examine(this.form.answers, signal);
    });
  }

  /** Looks at it again once the answers rest. To be called in an effect. */
  examineAgain(answers: Answers): void {
    const { examined, examinedAnswers } = this;
    const text = JSON.stringify(answers);
    if (!examined || text === examinedAnswers) return;
    this.keepFailure = null;
    this.examinedAnswers = text;
    clearTimeout(this.timer);
    this.examination?.abort();
    const controller = new AbortController();
    this.examination = controller;
    this.status = { type: "again" };
    const signal = AbortSignal.any([controller.signal, this.controller.signal]);
    this.timer = setTimeout(() => {
      void this.attempt(signal, () => this.examine(answers, signal));
    }, pause);
  }

  /** @returns the model, or null where it could not be kept */
  async keep(): Promise<ModelSummary | null> {
    const { draft, form } = this;
    if (draft === null || !this.complete) return null;
    this.status = { type: "keeping" };
    const { signal } = this.controller;
    this.keepFailure = null;
    try {
      const { answers, naming } = form;
      const kept = await keepDraft(draft, { answers, naming }, signal);
      this.draft = null;
      return kept;
    } catch (cause) {
      if (!signal.aborted) this.keepFailure = failureToShow(cause);
      return null;
    } finally {
      if (!signal.aborted) this.status = { type: "ready" };
    }
  }

  /** The host need not keep its files any longer. */
  dispose(): void {
    clearTimeout(this.timer);
    this.controller.abort();
    if (this.draft !== null) releaseDraft(this.draft);
    this.draft = null;
  }

  private async send(draft: string, files: readonly File[]): Promise<void> {
    for (const file of files) {
      this.status = { type: "copying", name: file.name };
      await addFileToDraft(draft, file, this.controller.signal);
    }
    this.status = { type: "reading" };
  }

  private async examine(answers: Answers, signal: AbortSignal): Promise<void> {
    const { draft, form } = this;
    if (draft === null) return;
    const examined = await examineDraft(draft, answers, signal);
    signal.throwIfAborted();
    if (!form.fromFile) {
      form.fill(examined, this.name, this.takenIds());
      // What is answered from here on has to be looked at; what the form begins with has been.
      this.examinedAnswers = JSON.stringify({});
    }
    // What was answered is no proposal.
    if (examined.surgery && answers.activation === undefined) form.proposedActivation = examined;
    this.examined = examined;
  }

  private async attempt(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (cause) {
      if (!signal.aborted) this.failure = failureToShow(cause);
    } finally {
      if (!signal.aborted) this.status = { type: "ready" };
    }
  }
}
