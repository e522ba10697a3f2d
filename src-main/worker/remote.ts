/** @file The app's side of a process of its own, which may die without taking the app along. */
import { UserError, userErrorOf } from "../../src-core/contract/failure.ts";
import type { HowEnded } from "../../src-core/contract/process-end.ts";
import { awakeTimeout } from "../awake-timeout.ts";
import { passOn } from "../log/log.ts";
import type { AnalysisOutcome } from "../analysis/results/outcome.ts";
import type { Job } from "../analysis/jobs/job.ts";
import { unattended } from "../analysis/jobs/job.ts";
import type { TellState } from "../files/kept-file.ts";
import { Account } from "./account.ts";
import type { Call, FromWorker, WorkerProcess } from "./protocol.ts";

interface OpenCall {
  readonly call: Call;
  /** Whether the process works at it: one that it does not is waiting, or asked for between two steps of another. */
  isOn: boolean;
  /** Whether it was asked of a process before, which ended under it. */
  wasLost: boolean;
  readonly job: Job;
  readonly onMap: (first: AnalysisOutcome) => void;
  readonly resolve: (value: never) => void;
  readonly reject: (cause: unknown) => void;
}

export interface RemoteOptions {
  /** How long a stopped job may go on, in milliseconds, before its process is ended. */
  readonly patience: number;
  /** What the process is called in messages. */
  readonly name: string;
  /** What it is called in the log. */
  readonly room: "engine" | "pictures";
  /** Methods that write: whoever stops one is free only when nothing more is written. */
  readonly writing?: readonly string[];
  /** Methods that must not be done twice: they fail where their process has to be ended. */
  readonly once?: readonly string[];
  /** Short methods: where the process ends under them, the next one is asked, once. */
  readonly again?: readonly string[];
  /** Hears of kept files that are not what they should be. */
  readonly onState?: TellState | undefined;
}

export class Remote {
  private readonly spawn: () => WorkerProcess;
  private readonly options: RemoteOptions;
  private readonly calls = new Map<number, OpenCall>();
  private worker: WorkerProcess | null = null;
  /** When that process has ended. */
  private ended: Promise<void> = Promise.resolve();
  private closed = false;
  private count = 0;
  private readonly account: Account;

  /** @param spawn starts the process; called again after one has died */
  constructor(spawn: () => WorkerProcess, options: RemoteOptions) {
    this.spawn = spawn;
    this.options = options;
    this.account = new Account(options.name, options.room);
  }

  /** Ends the process where nothing is asked of it, which gives back all its memory; the next call starts another. */
  protected recycle(): void {
    if (this.calls.size > 0) return;
    this.worker?.kill();
    this.worker = null;
  }

  /** Ends the process for good; whatever runs fails. */
  close(): void {
    this.closed = true;
    this.worker?.kill();
  }

  /** Asks the process; what comes back is what its method returns. */
  protected call<T>(
    method: string,
    args: readonly unknown[],
    job: Job = unattended,
    onMap: (first: AnalysisOutcome) => void = () => undefined,
  ): Promise<T> {
    const id = ++this.count;
    const stop = (): void => {
      this.cancel(id);
    };
    const promise = new Promise<never>((resolve, reject) => {
      if (this.closed) throw new UserError("cancelled", "the app is closing");
      job.signal.throwIfAborted();
      const call: Call = { type: "call", id, method, args };
      this.account.asked(call);
      this.calls.set(id, { call, isOn: false, wasLost: false, job, onMap, resolve, reject });
      // The signal that nobody aborts is shared by many.
      if (job !== unattended) job.signal.addEventListener("abort", stop);
      this.running().send(call);
    }).finally(() => {
      job.signal.removeEventListener("abort", stop);
    });
    if (job !== unattended) this.account.follow({ method, args }, job, promise);
    return promise;
  }

  private running(): WorkerProcess {
    if (this.worker) return this.worker;
    const worker = this.spawn();
    this.worker = worker;
    this.account.began();
    worker.onMessage((message) => {
      this.receive(message);
    });
    this.ended = new Promise((resolve) => {
      worker.onExit((_words, how) => {
        this.exited(worker, how);
        resolve();
      });
    });
    return worker;
  }

  private receive(message: FromWorker): void {
    if (message.type === "state") this.options.onState?.(message.notice);
    if (message.type === "log") passOn(message.entry);
    if (!("id" in message)) return;
    if (message.type === "progress") this.account.memory = message.memory ?? this.account.memory;
    const entry = this.calls.get(message.id);
    if (!entry) return;
    if (message.type === "turn") {
      entry.isOn = message.isOn;
      return;
    }
    const ending = message.type === "done" || message.type === "failed";
    if (entry.job.signal.aborted && !ending) return;
    if (message.type === "progress") entry.job.progress(message.progress);
    else if (message.type === "news") entry.job.tell?.(message.news);
    else if (message.type === "race") entry.job.record?.(message.race);
    else if (message.type === "map") {
      this.account.answered(entry.call, message.first);
      entry.onMap(message.first);
    } else {
      this.calls.delete(message.id);
      if (message.type === "done") {
        this.account.answered(entry.call, message.value);
        entry.resolve(message.value as never);
      } else entry.reject(userErrorOf(message.error));
    }
  }

  /**
   * Who asked is free at once, or when nothing more is written; the process gets some time to reach the next point where it
   * listens.
   */
  private cancel(id: number): void {
    const entry = this.calls.get(id);
    const { worker } = this;
    if (!entry || !worker) return;
    if (!this.options.writing?.includes(entry.call.method)) entry.reject(stopped());
    worker.send({ type: "cancel", id });
    this.watch(id, worker);
  }

  /** Ends a process that does not listen, but never under the work of somebody else: that is waited for. */
  private watch(id: number, worker: WorkerProcess): void {
    const look = (): void => {
      if (!this.calls.has(id) || this.worker !== worker) return;
      if (this.isOthersTurn(id)) this.watch(id, worker);
      else this.replace();
    };
    awakeTimeout(look, this.options.patience, false);
  }

  /** A short request that waits for its answer counts, unless it is this job that holds it up. */
  private isOthersTurn(id: number): boolean {
    if (this.calls.get(id)?.isOn) return false;
    for (const [other, { isOn, job }] of this.calls)
      if (other !== id && !job.signal.aborted && (isOn || job === unattended)) return true;
    return false;
  }

  /** What else was asked of a process that is ended is asked of the next one, but for what was stopped. */
  private replace(): void {
    const { worker, ended } = this;
    this.worker = null;
    worker?.kill();
    for (const [id, entry] of this.calls) {
      const { call, job, reject } = entry;
      entry.isOn = false;
      if (job.signal.aborted)
        // A process that is killed may still write for a moment.
        void ended.then(() => {
          reject(stopped());
        });
      else if (this.options.once?.includes(call.method))
        reject(
          new UserError(
            "worker-died",
            `${this.options.name} did not stop another job and was ended while it did this: see whether it was done, else try again`,
          ),
        );
      else {
        this.running().send(call);
        continue;
      }
      this.calls.delete(id);
    }
  }

  private exited(worker: WorkerProcess, how: HowEnded): void {
    if (this.worker !== worker) return;
    this.worker = null;
    const lost = [...this.calls.values()];
    this.calls.clear();
    const { message, end } = this.closed
      ? { message: this.account.closed(), end: undefined }
      : this.account.lost(how, workedAt(lost)?.call);
    for (const entry of lost) {
      const { call, job, reject } = entry;
      if (!this.closed && !entry.wasLost && this.options.again?.includes(call.method)) {
        entry.wasLost = true;
        this.calls.set(call.id, entry);
        this.running().send(call);
        continue;
      }
      reject(job.signal.aborted ? stopped() : new UserError("worker-died", message, { end }));
    }
  }
}

/** What was worked at, else what waited; undefined where nothing was asked. */
const workedAt = (lost: readonly OpenCall[]): OpenCall | undefined =>
  lost.find(({ isOn }) => isOn) ?? lost.find(({ job }) => job !== unattended) ?? lost[0];

const stopped = (): DOMException => new DOMException("stopped", "AbortError");
