/** @file Many images in one go: the batch that is made, the one that is followed, and those that wait from before. */
import type { BatchState } from "../../../src-core/contract/batch.ts";
import type { Offer } from "../../../src-core/contract/desktop.ts";
import { listBatches, openItem, removeBatch } from "../../host/batches.ts";
import type { OpenedImage, ModelSummary } from "../../../src-core/contract/api.ts";
import type { Preferences } from "../settings/preferences.svelte.ts";
import { BatchUpload } from "./batch-upload.svelte.ts";
import { FollowedBatch } from "./followed-batch.svelte.ts";
import type { FindInputs, NewBatchSettings } from "./new-batch.svelte.ts";
import { NewBatch } from "./new-batch.svelte.ts";
import {
  droppedItems,
  inputsFromDrop,
  inputsFromFiles,
  inputsFromFolder,
  inputsFromOffers,
} from "../files/batch-inputs.ts";

/** What the window shows of the batch: nothing, its table, or one of its images. */
export type BatchScreen = "nothing" | "table" | "image";

/** What a batch needs of the window around it. */
export interface BatchContext {
  /** Whether a dialog is open. */
  readonly isDialogOpen: boolean;
  readonly everyPixel: boolean;
  readonly preferences: Pick<Preferences, "device" | "memoryBytes">;
  readonly models: {
    readonly current: ModelSummary | null;
    find(id: string): ModelSummary | null;
  };
  readonly opener: {
    open(name: string, open: (signal: AbortSignal) => Promise<OpenedImage>): Promise<boolean>;
  };
  readonly places: { go(place: "work"): void };
  readonly notifications: { report(name: string | null, cause: unknown): void; dismiss(): void };
  limitsFor: NewBatchSettings["limitsFor"];
  requestedFor: NewBatchSettings["requestedFor"];
  stop(): void;
  /** Takes over what a batch ran with. */
  restoreSettings(state: BatchState): void;
}

export class Batches {
  /** All that the host keeps, newest first, as of when it was last asked. */
  all = $state.raw<readonly BatchState[]>([]);
  /** From before, and neither running nor done: it is offered until it is answered. */
  unfinished = $state.raw<BatchState | null>(null);
  newBatch = $state.raw<NewBatch | null>(null);
  current = $state.raw<FollowedBatch | null>(null);
  /** Files on their way into the current one. */
  upload = $state.raw<BatchUpload | null>(null);
  /** About to be deleted. */
  toRemove = $state.raw<BatchState | null>(null);
  screen = $state<BatchScreen>("nothing");
  /** Index of the item whose image is shown, or is being opened. */
  openItemIndex = $state<number | null>(null);
  private readonly context: BatchContext;

  constructor(context: BatchContext) {
    this.context = context;
  }

  /** Whether a dialog has the keys to itself. */
  get isDialogOpen(): boolean {
    return this.newBatch !== null || this.toRemove !== null;
  }

  get running(): boolean {
    return this.current?.state.status === "running";
  }

  /** At the start: a batch that runs is shown, one that does not is offered. A host that keeps none is no error. */
  async restore(): Promise<void> {
    this.all = await listBatches().catch(() => []);
    const running = this.all.find(({ status }) => status === "running");
    if (running) {
      this.put(running);
      return;
    }
    this.unfinished = this.all.find(({ status, total }) => status !== "done" && total > 0) ?? null;
  }

  /** Folders among what was dropped make a batch. @returns whether there were any */
  receiveDrop(transfer: DataTransfer): boolean {
    const dropped = droppedItems(transfer);
    if (this.context.isDialogOpen || !dropped.some(({ entry }) => entry?.isDirectory)) return false;
    this.openDialog((onFound, signal) => inputsFromDrop(dropped, onFound, signal));
    return true;
  }

  receiveFiles(files: readonly File[]): void {
    this.openDialog(() => Promise.resolve(inputsFromFiles(files)));
  }

  receiveFolder(files: readonly File[]): void {
    this.openDialog(() => Promise.resolve(inputsFromFolder(files)));
  }

  /** What the host was asked to open itself. */
  receiveOffers(offers: readonly Offer[]): void {
    this.openDialog((onFound, signal) => inputsFromOffers(offers, onFound, signal));
  }

  cancel(): void {
    this.newBatch?.dispose();
    this.newBatch = null;
  }

  /** Makes the batch that was asked for, brings its files to the host, and begins. */
  async create(): Promise<void> {
    const { newBatch } = this;
    if (!newBatch?.inputs) return;
    const model = this.context.models.find(newBatch.model);
    const state = await newBatch.create(newBatch.everyPixel && model?.equality?.class === "exact");
    if (!state || this.newBatch !== newBatch) return;
    this.newBatch = null;
    this.show(state);
    this.upload = new BatchUpload(state.id, newBatch.inputs);
    await this.uploadFiles();
  }

  /** Once more, too, where it was stopped or has failed. */
  async uploadFiles(): Promise<void> {
    const { upload, current } = this;
    if (!upload || !current || upload.running) return;
    if (await upload.run()) await this.start();
  }

  /** With the files that are there. */
  async start(): Promise<void> {
    this.upload?.stop();
    const { current } = this;
    if (!current) return;
    await current.send("start");
    if (!current.failure) this.upload = null;
  }

  show(state: BatchState): void {
    this.put(state);
    this.context.places.go("work");
  }

  /** What is on the screen where the work is, which need not be looked at now. */
  private put(state: BatchState): void {
    this.unfinished = null;
    this.context.stop();
    this.context.notifications.dismiss();
    if (this.current?.id !== state.id) {
      this.leaveCurrent();
      this.current = new FollowedBatch(state);
      void this.current.follow();
    }
    this.screen = "table";
  }

  /** The one that was offered goes on. */
  async resume(state: BatchState): Promise<void> {
    this.show(state);
    await this.start();
  }

  async openItem(index: number): Promise<void> {
    const { current } = this;
    const row = current?.table.row(index);
    if (!current || !row) return;
    current.table.selected = index;
    // From here one can go on while it is still being opened, or past it where it cannot be.
    if (this.screen === "image") this.openItemIndex = index;
    const opened = await this.context.opener.open(row.item.name, (signal) =>
      openItem(current.id, index, signal),
    );
    if (!opened || this.current !== current) return;
    this.screen = "image";
    this.openItemIndex = index;
    current.table.freezeOrder(true);
    // What the table says is only to be seen again with what the batch ran with.
    this.context.restoreSettings(current.state);
  }

  /** The image beside the one that is shown, as the table has them. */
  async openNeighbour(step: 1 | -1): Promise<void> {
    const next =
      this.openItemIndex === null ? null : this.current?.table.neighbour(this.openItemIndex, step);
    if (next !== null && next !== undefined) await this.openItem(next);
  }

  backToTable(): void {
    this.context.stop();
    this.context.notifications.dismiss();
    this.close();
    if (this.current) this.screen = "table";
  }

  /** An image that is none of the batch takes its place; the batch goes on. */
  close(): void {
    this.screen = "nothing";
    this.openItemIndex = null;
    this.current?.table.freezeOrder(false);
  }

  async reload(): Promise<void> {
    this.all = await listBatches().catch(() => this.all);
  }

  /** @param results whether what was written goes, too */
  async remove({ id }: BatchState, results: boolean): Promise<void> {
    this.toRemove = null;
    if (this.unfinished?.id === id) this.unfinished = null;
    if (this.current?.id === id) {
      this.leaveCurrent();
      this.close();
    }
    try {
      await removeBatch(id, results);
    } catch (cause) {
      this.context.notifications.report(null, cause);
    }
    await this.reload();
  }

  private openDialog(find: FindInputs): void {
    const { everyPixel, preferences } = this.context;
    this.cancel();
    this.context.notifications.dismiss();
    this.newBatch = new NewBatch({
      model: () => this.context.models.current?.id ?? null,
      stride: everyPixel ? 1 : "native",
      limitsFor: (id) => this.context.limitsFor(id),
      requestedFor: (id) => this.context.requestedFor(id),
      device: preferences.device,
      memory: preferences.memoryBytes,
    });
    void this.newBatch.findInputs(find);
  }

  private leaveCurrent(): void {
    this.upload?.stop();
    this.current?.dispose();
    this.current = null;
    this.upload = null;
  }
}
