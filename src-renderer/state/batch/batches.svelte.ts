/** @file Many images in one go: the batch that is made, the one that is followed, and those that wait from before. */
import type { BatchState } from "../../../src-core/contract/batch.ts";
import { listBatches, openItem, removeBatch } from "../../host/batches.ts";
import type { OpenedImage, ModelSummary } from "../../../src-core/contract/api.ts";
import type { Preferences } from "../settings/preferences.svelte.ts";
import { Collecting } from "./collecting.svelte.ts";
import { FollowedBatch } from "./followed-batch.svelte.ts";
import type { Gather, Settings } from "./new-batch.svelte.ts";
import { NewBatch } from "./new-batch.svelte.ts";
import { droppedThings, rootsOfDrop, rootsOfFiles, rootsOfFolder } from "../files/roots.ts";

/** What the window shows of the batch: nothing, its table, or one of its images. */
export type Shown = "nothing" | "table" | "image";

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
  readonly notifications: { report(name: string | null, cause: unknown): void; dismiss(): void };
  limitsFor: Settings["limitsFor"];
  requestedFor: Settings["requestedFor"];
  stop(): void;
  /** Takes over what a batch ran with. */
  restoreSettings(state: BatchState): void;
}

export class Batches {
  /** All that the host keeps, newest first, as of when it was last asked. */
  kept = $state.raw<readonly BatchState[]>([]);
  /** From before, and neither running nor done: it is offered until it is answered. */
  unfinished = $state.raw<BatchState | null>(null);
  making = $state.raw<NewBatch | null>(null);
  current = $state.raw<FollowedBatch | null>(null);
  /** Files on their way into the current one. */
  collecting = $state.raw<Collecting | null>(null);
  /** About to be deleted. */
  removing = $state.raw<BatchState | null>(null);
  shown = $state<Shown>("nothing");
  /** Index of the item whose image is shown, or is being opened. */
  opened = $state<number | null>(null);
  private readonly context: BatchContext;

  constructor(context: BatchContext) {
    this.context = context;
  }

  /** Whether a dialog has the keys to itself. */
  get isDialogOpen(): boolean {
    return this.making !== null || this.removing !== null;
  }

  get running(): boolean {
    return this.current?.state.status === "running";
  }

  /** At the start: a batch that runs is shown, one that does not is offered. A host that keeps none is no error. */
  async find(): Promise<void> {
    this.kept = await listBatches().catch(() => []);
    const running = this.kept.find(({ status }) => status === "running");
    if (running) {
      this.show(running);
      return;
    }
    this.unfinished = this.kept.find(({ status, total }) => status !== "done" && total > 0) ?? null;
  }

  /** Folders among what was dropped make a batch. @returns whether there were any */
  takeDrop(transfer: DataTransfer): boolean {
    const dropped = droppedThings(transfer);
    if (this.context.isDialogOpen || !dropped.some(({ entry }) => entry?.isDirectory)) return false;
    this.make((onFound, signal) => rootsOfDrop(dropped, onFound, signal));
    return true;
  }

  takeFiles(files: readonly File[]): void {
    this.make(() => Promise.resolve(rootsOfFiles(files)));
  }

  takeFolder(files: readonly File[]): void {
    this.make(() => Promise.resolve(rootsOfFolder(files)));
  }

  cancel(): void {
    this.making?.dispose();
    this.making = null;
  }

  /** Makes the batch that was asked for, brings its files to the host, and begins. */
  async begin(): Promise<void> {
    const { making } = this;
    if (!making?.roots) return;
    const model = this.context.models.find(making.model);
    const state = await making.create(making.everyPixel && model?.equality?.class === "exact");
    if (!state || this.making !== making) return;
    this.making = null;
    this.show(state);
    this.collecting = new Collecting(state.id, making.roots);
    await this.collect();
  }

  /** Once more, too, where it was stopped or has failed. */
  async collect(): Promise<void> {
    const { collecting, current } = this;
    if (!collecting || !current || collecting.running) return;
    if (await collecting.run()) await this.start();
  }

  /** With the files that are there. */
  async start(): Promise<void> {
    this.collecting?.stop();
    const { current } = this;
    if (!current) return;
    await current.command("start");
    if (!current.failure) this.collecting = null;
  }

  show(state: BatchState): void {
    this.unfinished = null;
    this.context.stop();
    this.context.notifications.dismiss();
    if (this.current?.id !== state.id) {
      this.leaveCurrent();
      this.current = new FollowedBatch(state);
      void this.current.follow();
    }
    this.shown = "table";
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
    current.table.chosen = index;
    // From here one can go on while it is still being opened, or past it where it cannot be.
    if (this.shown === "image") this.opened = index;
    const opened = await this.context.opener.open(row.item.name, (signal) =>
      openItem(current.id, index, signal),
    );
    if (!opened || this.current !== current) return;
    this.shown = "image";
    this.opened = index;
    current.table.keepOrder(true);
    // What the table says is only to be seen again with what the batch ran with.
    this.context.restoreSettings(current.state);
  }

  /** The image beside the one that is shown, as the table has them. */
  async step(step: 1 | -1): Promise<void> {
    const next = this.opened === null ? null : this.current?.table.beside(this.opened, step);
    if (next !== null && next !== undefined) await this.openItem(next);
  }

  back(): void {
    this.context.stop();
    this.context.notifications.dismiss();
    this.hide();
    if (this.current) this.shown = "table";
  }

  /** An image that is none of the batch takes its place; the batch goes on. */
  hide(): void {
    this.shown = "nothing";
    this.opened = null;
    this.current?.table.keepOrder(false);
  }

  async list(): Promise<void> {
    this.kept = await listBatches().catch(() => this.kept);
  }

  /** @param results whether what was written goes, too */
  async remove({ id }: BatchState, results: boolean): Promise<void> {
    this.removing = null;
    if (this.unfinished?.id === id) this.unfinished = null;
    if (this.current?.id === id) {
      this.leaveCurrent();
      this.hide();
    }
    try {
      await removeBatch(id, results);
    } catch (cause) {
      this.context.notifications.report(null, cause);
    }
    await this.list();
  }

  private make(gather: Gather): void {
    const { everyPixel, preferences } = this.context;
    this.cancel();
    this.context.notifications.dismiss();
    this.making = new NewBatch({
      model: () => this.context.models.current?.id ?? null,
      stride: everyPixel ? 1 : "native",
      limitsFor: (id) => this.context.limitsFor(id),
      requestedFor: (id) => this.context.requestedFor(id),
      device: preferences.device,
      memory: preferences.memoryBytes,
    });
    void this.making.look(gather);
  }

  private leaveCurrent(): void {
    this.collecting?.stop();
    this.current?.dispose();
    this.current = null;
    this.collecting = null;
  }
}
