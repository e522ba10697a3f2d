/** @file Many images, one after the other: a queue that can be paused, stopped, and gone on with after a crash. */
import { join, resolve } from "node:path";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { BatchItem, BatchState, BatchStatus } from "../../src-core/contract/batch.ts";
import { exportEndings, exportName } from "../../src-core/contract/exports.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import type { RunningItem } from "./crashes.ts";
import { crashFailure, suspectAll } from "./crashes.ts";
import { stoodStill } from "../analysis/jobs/standstill.ts";
import type { Item, BatchPlan } from "./item.ts";
import { batchItemOf, analyzeItem } from "./item.ts";
import { ItemQueue } from "./item-queue.ts";
import { missingOutputs } from "./outputs.ts";
import { Throughput, workOf } from "./throughput.ts";
import { itemFromJournal } from "./item-from-journal.ts";
import type { FoundImage } from "./scan.ts";
import { statOf } from "./scan.ts";
import { OutputTargets } from "./output-targets.ts";
import { consequenceOf } from "./failure-consequence.ts";

/** Decoding, network and writing overlap: while one image is in the network the next is decoded and the last one written. */
const mostRunning = 3;

export interface BatchListener {
  readonly state: () => void;
  readonly item: (index: number) => void;
  /** It is no longer kept. */
  readonly forgotten?: () => void;
}

export type BatchProgress = Pick<
  BatchState,
  "status" | "total" | "done" | "failed" | "timeLeft" | "rate" | "message"
>;

/** An image that is added, with the place of its outputs where that was promised before. */
export type AddedImage = FoundImage & { readonly target?: string };

/** From an earlier run. */
const isKnown = ({ begun, status }: Item): boolean => begun || status !== "waiting";

export class Batch {
  private readonly plan: BatchPlan;
  private readonly throughput: Throughput;
  private readonly queue = new ItemQueue();
  private readonly targets = new OutputTargets();
  private readonly paths = new Set<string>();
  private readonly listeners = new Set<BatchListener>();
  private readonly running = new Set<RunningItem>();
  private readonly waiters: (() => void)[] = [];
  private status: BatchStatus = "collecting";
  private message: Failure | null = null;

  /** @param now a clock that never goes back, in milliseconds; what the process sleeps through is no time of the batch's */
  constructor(plan: BatchPlan, now: () => number = () => performance.now() - stoodStill()) {
    this.plan = plan;
    this.throughput = new Throughput(now);
  }

  /**
   * What the journal knows is done or failed already, unless the file has changed. A file that is there already is left out.
   * @returns the new items
   */
  add(found: readonly AddedImage[]): readonly Item[] {
    const { journal } = this.plan;
    const { items } = this.queue;
    const first = items.length;
    const fresh = found.filter(({ path }) => {
      const whole = resolve(path);
      return !this.paths.has(whole) && this.paths.add(whole);
    });
    const targets = this.targets.choose(
      fresh.map(({ name }) => name),
      fresh.map(({ path, target }) => target ?? journal.get(path)?.target),
    );
    for (const [position, image] of fresh.entries()) {
      const target = targets[position] ?? image.name;
      this.queue.add(itemFromJournal(image, first + position, target, journal.get(image.path)));
    }
    const added = items.slice(first);
    if (this.status === "done" && !this.queue.isThrough) this.status = "collecting";
    if (this.status === "collecting" && added.some(isKnown)) this.status = "stopped";
    for (const { index } of added) this.tell(index);
    this.pump();
    this.tellState();
    return added;
  }

  get standing(): BatchProgress {
    const { status, message } = this;
    const { items, counts, workLeft } = this.queue;
    return {
      status,
      message,
      total: items.length,
      ...counts,
      ...this.throughput.estimate(workLeft),
    };
  }

  /** Rows of the table from `from` on, at most `most` of them. */
  page(from: number, most: number): BatchItem[] {
    return this.queue.items.slice(from, from + most).map(batchItemOf);
  }

  /** @throws UserError when there is no such item */
  item = (index: number): Item => this.queue.get(index);

  /** From the journal, with paths as they are now. @throws UserError when it is not done */
  async result(index: number): Promise<Analysis> {
    const { path, target } = this.item(index);
    const result = await this.plan.journal.result(path);
    const files: Analysis["files"] = {};
    for (const name of exportName.options)
      if (result.files[name] !== undefined)
        files[name] = `${join(this.plan.folder, target)}${exportEndings[name]}`;
    return { ...result, image: { ...result.image, path }, files };
  }

  /** Begins, or goes on after a pause, a stop or a crash. */
  start(): void {
    const { items, isThrough } = this.queue;
    if (this.status === "running" || isThrough || items.length === 0) return;
    this.message = null;
    this.status = "running";
    this.throughput.start();
    this.pump();
    this.tellState();
  }

  /** What runs ends, nothing new starts. @param message why, where it is not the user who wants it */
  pause(message: Failure | null = null): void {
    if (this.status !== "running") return;
    this.message = message;
    this.status = "paused";
    this.tellState();
  }

  /** What runs is ended and waits again. Resolves when nothing runs any longer and everything is on the disk. */
  async stop(): Promise<void> {
    if (this.status === "running" || this.status === "paused") this.status = "stopped";
    for (const { controller } of this.running) controller.abort();
    this.tellState();
    await this.idle();
    await this.plan.journal.sync();
  }

  /** Failed ones wait again, with their files as they are now; `start` runs them. @returns how many */
  async retry(): Promise<number> {
    const failed = this.queue.items.filter(({ status }) => status === "failed");
    const looks = await Promise.all(failed.map(({ path }) => statOf(path)));
    for (const [position, item] of failed.entries()) {
      // One that brought the process down runs alone this time, too.
      if (item.crashes > 0) this.queue.suspects.add(item);
      Object.assign(item, { failure: null, crashes: 0 });
      this.queue.move(Object.assign(item, looks[position]), "waiting");
      this.tell(item.index);
    }
    if (failed.length > 0 && this.status === "done") this.status = "stopped";
    this.pump();
    this.tellState();
    return failed.length;
  }

  /** Those that are done and whose outputs are not there any longer wait again; `start` runs them. */
  async renew(): Promise<{ readonly items: number; readonly missing: readonly string[] }> {
    const done = this.queue.items.filter(({ status }) => status === "done");
    const { folder, request } = this.plan;
    const missing = await Promise.all(
      done.map(({ target }) => missingOutputs(join(folder, target), request.exports)),
    );
    const gone = done.filter((_, index) => missing[index]?.length);
    for (const item of gone) {
      this.queue.move(Object.assign(item, { row: null }), "waiting");
      this.tell(item.index);
    }
    if (gone.length > 0 && this.status === "done") this.status = "stopped";
    this.tellState();
    return { items: gone.length, missing: missing.flat() };
  }

  /** Resolves when nothing runs and nothing is about to. */
  idle(): Promise<void> {
    if (this.isIdle()) return Promise.resolve();
    return new Promise((wake) => this.waiters.push(wake));
  }

  /** @returns what ends it */
  subscribe(listener: BatchListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whoever listens need not listen any longer. */
  forget(): void {
    for (const { forgotten } of [...this.listeners]) forgotten?.();
  }

  private isIdle = (): boolean => this.running.size === 0 && this.status !== "running";

  /** Starts what may be started, and sees when all is through. */
  private pump(): void {
    while (this.status === "running") {
      // After a death the suspects run alone, one by one, so that no innocent one is taken for the cause.
      if (this.running.size >= (this.queue.suspects.size > 0 ? 1 : mostRunning)) break;
      const next = this.queue.next();
      if (!next) break;
      this.launch(next);
    }
    if (this.running.size > 0) return;
    if (this.queue.isThrough) {
      this.status = "done";
      this.message = null;
    }
    if (!this.isIdle()) return;
    this.throughput.stop();
    for (const wake of this.waiters.splice(0)) wake();
  }

  private launch(item: Item): void {
    // Each has one of its own: whoever listens to it is gone with it.
    const controller = new AbortController();
    const { signal } = controller;
    const runningItem: RunningItem = { item, controller, shared: false };
    this.running.add(runningItem);
    this.queue.move(item, "running");
    this.tell(item.index);
    void analyzeItem(this.plan, item, { signal, progress: () => undefined })
      .then(
        (row) => {
          this.settle(Object.assign(item, { row }), "done");
        },
        (cause: unknown) => this.failed(runningItem, cause, signal),
      )
      .finally(() => {
        this.running.delete(runningItem);
        this.pump();
        this.tellState();
      });
  }

  private async failed(
    runningItem: RunningItem,
    cause: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    const { item } = runningItem;
    const { journal, folder } = this.plan;
    const { kind, failure } = await consequenceOf(cause, signal, folder);
    if (kind === "died") suspectAll(runningItem, this.running, this.queue.suspects);
    const why =
      kind === "died" ? crashFailure(item, failure.message) : kind === "fails" ? failure : null;
    if (why) {
      try {
        await journal.failed(item, why);
        this.settle(Object.assign(item, { failure: why }), "failed");
        return;
      } catch (trouble) {
        // An end that cannot be written down is none.
        this.pause((await consequenceOf(trouble, signal, folder)).failure);
      }
    }
    this.queue.move(item, "waiting");
    this.tell(item.index);
    if (kind === "halts") this.pause(failure);
    if (kind === "ends" && this.status === "running") this.status = "stopped";
  }

  private settle(item: Item, status: "done" | "failed"): void {
    this.queue.move(item, status);
    this.queue.suspects.delete(item);
    this.throughput.imageDone(workOf(item.size));
    this.tell(item.index);
  }

  private tell(index: number): void {
    for (const { item } of this.listeners) item(index);
  }

  private tellState(): void {
    for (const { state } of this.listeners) state();
  }
}
