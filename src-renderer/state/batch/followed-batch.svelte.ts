/** @file A batch of the host as the window follows it: what it tells, and the commands it is given. */
import type { BatchEvent, BatchState } from "../../../src-core/contract/batch.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { BatchCommand } from "../../host/batches.ts";
import { batchEvents, fetchBatchTable, sendBatchCommand } from "../../host/batches.ts";
import { failureToShow } from "../../host/request.ts";
import { saveAs } from "../../host/save.ts";
import { ItemTable } from "./item-table.svelte.ts";
import { FinishedCount } from "./finished-count.ts";
import { Thumbnails } from "./thumbnails.ts";

const pause = 1000; // milliseconds before listening again after the stream broke

/** The host gives a sign of life every 15 seconds: one that is lost may just be late. */
const longestSilence = 40_000;

export class FollowedBatch {
  readonly id: string;
  readonly table = new ItemTable();
  readonly thumbnails: Thumbnails;
  state: BatchState;
  /** Items that are done or failed; it never goes back, unless failed ones are tried again. */
  finished = $state(0);
  connected = $state(true);
  /** It was deleted. */
  deleted = $state(false);
  /** The command that is on its way, and why the last one failed. */
  pendingCommand = $state.raw<BatchCommand | null>(null);
  failure = $state.raw<Failure | null>(null);
  private readonly finishedCount = new FinishedCount();
  private readonly controller = new AbortController();

  constructor(state: BatchState) {
    this.id = state.id;
    this.thumbnails = new Thumbnails(state.id);
    this.state = $state.raw(state);
    this.handle({ type: "state", state });
  }

  get finishedShare(): number {
    const { total } = this.state;
    return total === 0 ? 0 : Math.min(1, this.finished / total);
  }

  /** Listens until it is disposed or deleted; whoever connects again is told everything again. */
  async follow(): Promise<void> {
    const { signal } = this.controller;
    for (;;) {
      await this.listen(signal);
      if (this.over) return;
      this.connected = false;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private get over(): boolean {
    return this.controller.signal.aborted || this.deleted;
  }

  handle(event: BatchEvent): void {
    if (event.type === "items") this.table.update(event.items);
    if (event.type === "forgotten") this.deleted = true;
    if (event.type === "state") {
      this.finished = this.finishedCount.update(event.state);
      this.state = event.state;
    }
  }

  /** What follows from it comes with the stream: an answer may be older than what the stream told meanwhile. */
  async send(command: BatchCommand): Promise<void> {
    this.pendingCommand = command;
    this.failure = null;
    try {
      await sendBatchCommand(this.id, command);
    } catch (cause) {
      this.failure = failureToShow(cause);
    } finally {
      this.pendingCommand = null;
    }
  }

  /** All rows as CSV, where the browser or the system puts downloads. */
  async saveTable(): Promise<void> {
    this.failure = null;
    try {
      saveAs(await fetchBatchTable(this.id), `${this.state.name}.csv`);
    } catch (cause) {
      this.failure = failureToShow(cause);
    }
  }

  dispose(): void {
    this.controller.abort();
    this.table.dispose();
    this.thumbnails.dispose();
  }

  /** Ends with the stream, or with the host's silence. */
  private async listen(signal: AbortSignal): Promise<void> {
    const silence = new AbortController();
    const end = (): void => {
      silence.abort();
    };
    let timer = setTimeout(end, longestSilence);
    try {
      for await (const event of batchEvents(this.id, AbortSignal.any([signal, silence.signal]))) {
        if (signal.aborted) return;
        clearTimeout(timer);
        timer = setTimeout(end, longestSilence);
        this.connected = true;
        this.handle(event);
      }
    } catch (cause) {
      if (cause instanceof UserError && cause.code === "not-found") this.deleted = true;
      // Otherwise the host went away or the stream broke: it is tried again.
    } finally {
      clearTimeout(timer);
    }
  }
}
