/** @file The models of the host: which there are, which one looks at images, and those that come and go. */
import type { DamagedModel, ModelSummary } from "../../../src-core/contract/api.ts";
import type { NamedDraft } from "../../../src-core/contract/drafts.ts";
import {
  changeModel,
  copyModel,
  listDamagedModels,
  listModels,
  removeModel,
} from "../../host/models.ts";
import type { CardChange } from "../../../src-core/contract/model-changes.ts";
import type { Naming } from "../../../src-core/contract/examined.ts";
import type { Step } from "../undo/undo-stack.svelte.ts";
import { NewModel } from "../add-model/new-model.svelte.ts";
import type { Notifications } from "./notifications.svelte.ts";

/** A model that is about to be removed: of a damaged one not much more is known. */
export type Removable = Pick<ModelSummary, "id" | "title">;

export class Models {
  list = $state.raw<readonly ModelSummary[]>([]);
  current = $state.raw<ModelSummary | null>(null);
  /** The model that is about to be added, and the one that is about to be removed. */
  newModel = $state.raw<NewModel | null>(null);
  toRemove = $state.raw<Removable | null>(null);
  /** The user's own that cannot be used. */
  damaged = $state.raw<readonly DamagedModel[]>([]);
  private readonly preferences: { model: string };
  private readonly notifications: Notifications;
  private readonly onChoice: () => void;
  private readonly onStep: (step: Step) => void;

  /** @param preferences keep which one it was last time @param onChoice another model was chosen @param onStep a card was changed */
  constructor(
    preferences: { model: string },
    notifications: Notifications,
    onChoice: () => void,
    onStep: (step: Step) => void = () => undefined,
  ) {
    this.onStep = onStep;
    this.preferences = preferences;
    this.notifications = notifications;
    this.onChoice = onChoice;
  }

  /** @returns whether the host told them */
  async load(): Promise<boolean> {
    try {
      this.list = await listModels();
      this.current ??= this.preferred;
      return true;
    } catch (cause) {
      this.notifications.report(null, cause);
      return false;
    }
  }

  /** Those of the user's own that cannot be used; nothing waits for them. */
  async loadDamaged(): Promise<void> {
    try {
      this.damaged = await listDamagedModels();
    } catch (cause) {
      this.notifications.report(null, cause);
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

  /** What looks at the image is looked through again where it is another one by now. @throws UserError as the host tells it */
  async change(id: string, change: CardChange): Promise<void> {
    const before = this.find(id);
    await this.send(id, change);
    if (!before) return;
    const again = (what: CardChange): void => {
      this.send(id, what).catch((cause: unknown) => {
        this.notifications.report(null, cause);
      });
    };
    const { title, license, input, head } = before;
    const earlier: CardChange = {
      ...(change.title && { title }),
      ...(change.license !== undefined && { license }),
      ...(change.input && { input }),
      ...(change.head && { head }),
    };
    this.onStep({
      name: "card",
      undo: () => {
        again(earlier);
      },
      redo: () => {
        again(change);
      },
      isPossible: () => this.find(id) !== null,
    });
  }

  private async send(id: string, change: CardChange): Promise<void> {
    const changed = await changeModel(id, change);
    this.list = this.list.map((model) => (model.id === id ? changed : model));
    if (this.current?.id !== id) return;
    this.current = changed;
    if (change.input ?? change.head) this.onChoice();
  }

  /** @returns the copy, which is listed from then on @throws UserError when the id is taken */
  async copy(id: string, naming: Naming): Promise<ModelSummary> {
    const copy = await copyModel(id, naming);
    this.list = [...this.list.filter((model) => model.id !== copy.id), copy];
    return copy;
  }

  /** Begins to add a model. @param files its own first */
  add(
    files: readonly [File, ...File[]],
    labels: File | null = null,
    others: readonly File[] = [],
  ): void {
    const leftOut = others.map(({ name }) => name);
    void this.openDialog(new NewModel(files[0].name, () => this.ids, leftOut)).start(files, labels);
  }

  /** Goes on with a file that the host has opened itself. */
  addDraft(draft: NamedDraft, leftOut: readonly string[] = []): void {
    void this.openDialog(new NewModel(draft.name, () => this.ids, leftOut)).startFromDraft(draft);
  }

  /** Adds the model, which is looked through at once. */
  async addNewModel(): Promise<void> {
    const { newModel } = this;
    const kept = await newModel?.keep();
    if (!kept || this.newModel !== newModel) return;
    this.newModel = null;
    const others = this.list.filter(({ id }) => id !== kept.id);
    this.list = [...others, kept];
    this.choose(kept.id);
  }

  cancelAdding(): void {
    this.newModel?.dispose();
    this.newModel = null;
  }

  /** Removes one of the user's own models for good. */
  async remove({ id }: Removable): Promise<void> {
    this.toRemove = null;
    try {
      await removeModel(id);
      this.list = this.list.filter((model) => model.id !== id);
      this.damaged = this.damaged.filter((model) => model.id !== id);
      if (this.current?.id === id && this.preferred) this.choose(this.preferred.id);
    } catch (cause) {
      this.notifications.report(null, cause);
    }
  }

  /** The network of last time, or the first one. */
  private get preferred(): ModelSummary | null {
    return this.find(this.preferences.model) ?? this.list[0] ?? null;
  }

  get ids(): readonly string[] {
    return [...this.list, ...this.damaged].map(({ id }) => id);
  }

  private openDialog(newModel: NewModel): NewModel {
    this.cancelAdding();
    this.notifications.dismiss();
    this.newModel = newModel;
    return newModel;
  }
}
