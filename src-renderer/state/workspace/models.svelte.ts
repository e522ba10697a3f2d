/** @file The models of the host: which there are, which one looks at images, and those that come and go. */
import type { ModelSummary } from "../../../src-core/contract/api.ts";
import type { NamedDraft } from "../../../src-core/contract/drafts.ts";
import { listModels, removeModel } from "../../host/models.ts";
import { NewModel } from "../add-model/new-model.svelte.ts";
import type { Notes } from "./notes.svelte.ts";

export class Models {
  list = $state.raw<readonly ModelSummary[]>([]);
  current = $state.raw<ModelSummary | null>(null);
  /** The model that is about to be added, and the one that is about to be removed. */
  adding = $state.raw<NewModel | null>(null);
  removing = $state.raw<ModelSummary | null>(null);
  private readonly preferences: { model: string };
  private readonly notes: Notes;
  private readonly onChoice: () => void;

  /** @param preferences keep which one it was last time @param onChoice another model was chosen */
  constructor(preferences: { model: string }, notes: Notes, onChoice: () => void) {
    this.preferences = preferences;
    this.notes = notes;
    this.onChoice = onChoice;
  }

  /** @returns whether the host told them */
  async load(): Promise<boolean> {
    try {
      this.list = await listModels();
      this.current ??= this.initial;
      return true;
    } catch (cause) {
      this.notes.report(null, cause);
      return false;
    }
  }

  /** Null where there is none of that id. */
  find(id: string): ModelSummary | null {
    return this.list.find((model) => model.id === id) ?? null;
  }

  choose(id: string): void {
    const model = this.find(id);
    if (!model || model === this.current) return;
    this.current = model;
    this.preferences.model = id;
    this.onChoice();
  }

  /** Begins to add a model. @param files its own first */
  add(
    files: readonly [File, ...File[]],
    labels: File | null = null,
    others: readonly File[] = [],
  ): void {
    const leftOut = others.map(({ name }) => name);
    void this.begin(new NewModel(files[0].name, () => this.ids, leftOut)).start(files, labels);
  }

  /** Goes on with a file that the host has opened itself. */
  adopt(draft: NamedDraft): void {
    void this.begin(new NewModel(draft.name, () => this.ids)).adopt(draft);
  }

  /** Adds the model, which is looked through at once. */
  async keep(): Promise<void> {
    const { adding } = this;
    const kept = await adding?.keep();
    if (!kept || this.adding !== adding) return;
    this.adding = null;
    const others = this.list.filter(({ id }) => id !== kept.id);
    this.list = [...others, kept];
    this.choose(kept.id);
  }

  cancelAdding(): void {
    this.adding?.dispose();
    this.adding = null;
  }

  /** Removes one of the user's own models for good. */
  async remove({ id }: ModelSummary): Promise<void> {
    this.removing = null;
    try {
      await removeModel(id);
      this.list = this.list.filter((model) => model.id !== id);
      if (this.current?.id === id && this.initial) this.choose(this.initial.id);
    } catch (cause) {
      this.notes.report(null, cause);
    }
  }

  /** The network of last time, or the first one. */
  private get initial(): ModelSummary | null {
    return this.find(this.preferences.model) ?? this.list[0] ?? null;
  }

  private get ids(): readonly string[] {
    return this.list.map(({ id }) => id);
  }

  private begin(adding: NewModel): NewModel {
    this.cancelAdding();
    this.notes.dismiss();
    this.adding = adding;
    return adding;
  }
}
