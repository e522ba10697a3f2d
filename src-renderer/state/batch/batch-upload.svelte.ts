/** @file Files on their way to the host: a few at a time, one after the other from the disk, never whole in memory. */
import type { BatchAdded } from "../../../src-core/contract/batch.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { addOfferToBatch, addPathToBatch, addToBatch } from "../../host/batches.ts";
import { failureToShow } from "../../host/request.ts";
import type { BatchInput } from "../files/batch-inputs.ts";
import { imagesIn } from "../files/batch-inputs.ts";
import type { LazyFile } from "../files/folder-walk.ts";

/** A browser has six connections to a host: two listen, one is left for the buttons. */
const atATime = 3;

export class BatchUpload {
  readonly total: number;
  uploaded = $state(0);
  running = $state(false);
  /** Why it does not go on; it can be tried again. */
  failure = $state.raw<Failure | null>(null);
  /** Files and folders that could not be read, in words. */
  problems = $state.raw<readonly string[]>([]);
  /** Left out here; what the host leaves out it counts itself. */
  skipped = $state(0);
  private readonly batch: string;
  private inputs: readonly BatchInput[];
  private readonly queue: LazyFile[] = [];
  private next = 0;
  private controller = new AbortController();

  constructor(batch: string, inputs: readonly BatchInput[]) {
    this.batch = batch;
    this.inputs = inputs;
    this.total = inputs.reduce((sum, input) => sum + imagesIn(input), 0);
  }

  /** @returns whether everything is there; what is missing otherwise can be brought by another call */
  async run(): Promise<boolean> {
    this.controller = new AbortController();
    this.running = true;
    this.failure = null;
    const { signal } = this.controller;
    try {
      await this.addPaths(signal);
      const ends = await Promise.allSettled(
        Array.from({ length: atATime }, () => this.upload(signal)),
      );
      const broken = ends.find((end) => end.status === "rejected");
      if (broken) throw broken.reason;
      return true;
    } catch (cause) {
      // The first upload that breaks stops the others; stopped by hand is no failure.
      this.failure = failureToShow(signal.aborted ? signal.reason : cause);
      return false;
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    this.controller.abort();
  }

  /** What has a path needs no copy: the host reads it where it lies. */
  private async addPaths(signal: AbortSignal): Promise<void> {
    while (this.inputs.length > 0) {
      const [input] = this.inputs;
      if (!input) return;
      signal.throwIfAborted();
      const added = await this.addPath(input);
      if (added) {
        this.problems = [...this.problems, ...added.problems];
        this.uploaded += imagesIn(input);
      } else {
        for (const file of input.files) this.queue.push(file);
        this.skipped += input.skipped;
        this.problems = [...this.problems, ...input.problems];
      }
      this.inputs = this.inputs.slice(1);
    }
  }

  /** Null where its files have to be uploaded. */
  private async addPath(input: BatchInput): Promise<BatchAdded | null> {
    const { isFolder, handle, offer } = input;
    if (!isFolder && imagesIn(input) === 0) return null;
    if (offer) return addOfferToBatch(this.batch, offer.id);
    return handle ? addPathToBatch(this.batch, handle) : null;
  }

  private async upload(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const next = this.queue[this.next];
      if (!next) return;
      this.next++;
      try {
        await this.send(next, signal);
      } catch (cause) {
        this.queue.push(next);
        this.controller.abort(cause);
        throw cause;
      }
      this.uploaded++;
    }
  }

  /** @throws whatever is no fault of the file: that is told, and the others go on */
  private async send({ name, open }: LazyFile, signal: AbortSignal): Promise<void> {
    try {
      await addToBatch(this.batch, name, await open(), signal);
    } catch (cause) {
      signal.throwIfAborted();
      const refused = cause instanceof UserError && cause.code === "invalid-request";
      const reason = refused ? cause.message : await unreadable(open);
      if (reason === null) throw cause;
      this.problems = [...this.problems, `${name}: ${reason}`];
    }
  }
}

/** A file that was deleted or may not be read looks like a host that is gone: its first byte tells. */
async function unreadable(open: LazyFile["open"]): Promise<string | null> {
  try {
    await (await open()).slice(0, 1).arrayBuffer();
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
