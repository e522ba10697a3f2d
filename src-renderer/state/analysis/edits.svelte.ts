/** @file What a person corrected of one image under one model. */
import type { CorrectedBox, Edit } from "../../../src-core/contract/results/edits.ts";
import { mostEdits } from "../../../src-core/contract/results/edits.ts";
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import { asFound, isSamePlace } from "../../../src-core/detection/with-edits.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";

export type EditStep = "reject" | "restore" | "relabel" | "add" | "remove" | "move";

export interface EditChange {
  readonly name: EditStep;
  readonly before: readonly Edit[];
  readonly after: readonly Edit[];
  /** What follows with the same is one step with it. */
  readonly merge?: string;
}

/** Where they are kept; neither throws. */
export interface EditStore {
  readonly load: (analysis: string) => Promise<readonly Edit[]>;
  readonly save: (analysis: string, list: readonly Edit[]) => Promise<void>;
}

export class Edits {
  list = $state.raw<readonly Edit[]>([]);
  /** Whether it is known what was corrected before: nothing is until then, so that nothing is lost. */
  isLoaded = $state(true);
  private readonly onChange: (change: EditChange, edits: Edits) => void;
  private readonly store: EditStore | null;
  /** Under which the host knows what they are of. */
  private analysis: string | null = null;
  private loading: Promise<void> | null = null;
  private saving: Promise<void> = Promise.resolve();

  /** @param store keeps them; they are as long as the window where there is none */
  constructor(
    onChange: (change: EditChange, edits: Edits) => void = () => undefined,
    store: EditStore | null = null,
  ) {
    this.onChange = onChange;
    this.store = store;
    this.isLoaded = store === null;
  }

  /** Those that were kept, the first time. @param analysis that is held now */
  async attach(analysis: string): Promise<void> {
    this.analysis = analysis;
    if (this.isLoaded || !this.store) return;
    this.loading ??= this.load(this.store, analysis);
    await this.loading;
  }

  private async load(store: EditStore, analysis: string): Promise<void> {
    this.list = await store.load(analysis);
    this.isLoaded = true;
  }

  /** As a step has it that is taken back or done again. */
  restore(list: readonly Edit[]): void {
    this.list = list;
    this.save();
  }

  /** Once all that was corrected is kept, or was told not to be. */
  settled(): Promise<void> {
    return this.saving;
  }

  /** One after the other: the last one holds. */
  private save(): void {
    const { analysis, store, list } = this;
    if (analysis === null || !store) return;
    this.saving = this.saving.then(() => store.save(analysis, list));
  }

  readonly counts = $derived.by(() => {
    const of = (kind: Edit["kind"]): number =>
      this.list.filter((edit) => edit.kind === kind).length;
    return { rejected: of("rejected"), relabelled: of("relabelled"), added: of("added") };
  });

  get isFull(): boolean {
    return this.list.length >= mostEdits;
  }

  /** Rejects what was found, takes a rejected one back, and removes what was added. */
  toggle(one: EditedDetection): void {
    if (one.id !== undefined) {
      const { id } = one;
      this.change(
        "remove",
        this.list.filter((edit) => !(edit.kind === "added" && edit.id === id)),
      );
    } else if (one.edited === "rejected") this.change("restore", this.without(one));
    else this.change("reject", [...this.without(one), { kind: "rejected", of: asFound(one) }]);
  }

  relabel(one: EditedDetection, label: string): void {
    if (label === one.label && one.edited !== "rejected") return;
    const { id } = one;
    if (id !== undefined)
      this.change(
        "relabel",
        this.list.map((edit) =>
          edit.kind === "added" && edit.id === id ? { ...edit, box: { ...edit.box, label } } : edit,
        ),
      );
    else {
      const of = asFound(one);
      const own: Edit[] = label === of.label ? [] : [{ kind: "relabelled", of, label }];
      this.change("relabel", [...this.without(one), ...own]);
    }
  }

  /** @returns null where there are as many as can be kept */
  add(box: CorrectedBox): EditedDetection | null {
    if (this.isFull) return null;
    const taken = this.list.map((edit) => (edit.kind === "added" ? edit.id : ""));
    let number = this.list.length + 1;
    while (taken.includes(`box-${number}`)) number++;
    const id = `box-${number}`;
    this.change("add", [...this.list, { kind: "added", id, box }]);
    return { ...box, id, score: NaN, edited: "added" };
  }

  /** @param id of one that was added @param area pixels of the image */
  place(id: string, { x, y, width, height }: Rectangle): void {
    const list = this.list.map((edit) =>
      edit.kind === "added" && edit.id === id
        ? { ...edit, box: { label: edit.box.label, x, y, width, height } }
        : edit,
    );
    this.change("move", list, `move ${id}`);
  }

  private without(one: EditedDetection): readonly Edit[] {
    const found = asFound(one);
    return this.list.filter((edit) => edit.kind === "added" || !isSamePlace(edit.of, found));
  }

  private change(name: EditStep, after: readonly Edit[], merge?: string): void {
    const before = this.list;
    // One more cannot be kept; fewer, or another one in its place, can.
    if (after.length > mostEdits) return;
    this.list = after;
    this.save();
    this.onChange({ name, before, after, ...(merge !== undefined && { merge }) }, this);
  }
}
