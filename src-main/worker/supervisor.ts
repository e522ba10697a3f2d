/** @file The app's side: an analyst that lives in another process, which may die without taking the app along. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst, Outcome } from "../analysis/analyst.ts";
import type { Job } from "../analysis/job.ts";
import { unattended } from "../analysis/job.ts";
import type { Call, FromWorker, Method, WorkerProcess } from "./protocol.ts";

interface OpenCall {
  readonly call: Call;
  readonly job: Job;
  readonly onMap: (first: Outcome) => void;
  readonly resolve: (value: never) => void;
  readonly reject: (cause: unknown) => void;
}

/** How long a stopped job may go on, in milliseconds, before its process is ended. */
const patience = 3000;

export class Supervisor implements Analyst {
  private readonly spawn: () => WorkerProcess;
  private readonly calls = new Map<number, OpenCall>();
  private worker: WorkerProcess | null = null;
  private closed = false;
  private count = 0;

  /** @param spawn starts an engine process; called again after one has died */
  constructor(spawn: () => WorkerProcess) {
    this.spawn = spawn;
  }

  readonly open: Analyst["open"] = (...args) => this.call("open", args);
  readonly examine: Analyst["examine"] = (...args) => this.call("examine", args);
  readonly keep: Analyst["keep"] = (...args) => this.call("keep", args);
  readonly remove: Analyst["remove"] = (...args) => this.call("remove", args);
  readonly models: Analyst["models"] = (...args) => this.call("models", args);
  readonly sample: Analyst["sample"] = (...args) => this.call("sample", args);
  readonly picture: Analyst["picture"] = (...args) => this.call("picture", args);
  readonly map: Analyst["map"] = (...args) => this.call("map", args);
  readonly detections: Analyst["detections"] = (...args) => this.call("detections", args);
  readonly cell: Analyst["cell"] = (...args) => this.call("cell", args);
  readonly pass: Analyst["pass"] = (request, job, onMap) =>
    this.call("pass", [request], job, onMap);
  readonly baseline: Analyst["baseline"] = (request, pass, job) =>
    this.call("baseline", [request, pass], job);
  readonly windows: Analyst["windows"] = (request, job) => this.call("windows", [request], job);
  readonly openImage: Analyst["openImage"] = (...args) => this.call("openImage", args);

  /** Ends the process; whatever runs fails. */
  close(): void {
    this.closed = true;
    this.worker?.kill();
  }

  private call<M extends Method>(
    method: M,
    args: Call<M>["args"],
    job: Job = unattended,
    onMap: (first: Outcome) => void = () => undefined,
  ): ReturnType<Analyst[M]> {
    const id = ++this.count;
    const stop = (): void => {
      this.cancel(id);
    };
    const promise = new Promise<never>((resolve, reject) => {
      if (this.closed) throw new UserError("worker-died", "the app is closing");
      job.signal.throwIfAborted();
      const call = { type: "call", id, method, args } as Call;
      this.calls.set(id, { call, job, onMap, resolve, reject });
      job.signal.addEventListener("abort", stop);
      this.running().send(call);
    }).finally(() => {
      job.signal.removeEventListener("abort", stop);
    });
    return promise as ReturnType<Analyst[M]>;
  }

  private running(): WorkerProcess {
    if (this.worker) return this.worker;
    const worker = this.spawn();
    this.worker = worker;
    worker.onMessage((message) => {
      this.receive(message);
    });
    worker.onExit((how) => {
      this.exited(worker, how);
    });
    return worker;
  }

  private receive(message: FromWorker): void {
    const entry = this.calls.get(message.id);
    if (!entry) return;
    if (entry.job.signal.aborted && (message.type === "progress" || message.type === "map")) return;
    if (message.type === "progress") entry.job.progress(message.progress);
    else if (message.type === "map") entry.onMap(message.first);
    else {
      this.calls.delete(message.id);
      if (message.type === "done") entry.resolve(message.value as never);
      else entry.reject(new UserError(message.error.code, message.error.message));
    }
  }

  /** Who asked is free at once; the process gets some time to reach the next point where it listens. */
  private cancel(id: number): void {
    const entry = this.calls.get(id);
    const { worker } = this;
    if (!entry || !worker) return;
    entry.reject(new DOMException("stopped", "AbortError"));
    worker.send({ type: "cancel", id });
    const impatient = setTimeout(() => {
      if (this.calls.has(id) && this.worker === worker) this.replace(id);
    }, patience);
    impatient.unref();
  }

  /** Ends a process that does not listen; what else was asked of it is asked of the next one. */
  private replace(stopped: number): void {
    this.calls.delete(stopped);
    this.worker?.kill();
    this.worker = null;
    for (const { call } of this.calls.values()) this.running().send(call);
  }

  private exited(worker: WorkerProcess, how: string): void {
    if (this.worker !== worker) return;
    this.worker = null;
    const failed = [...this.calls.values()];
    this.calls.clear();
    for (const { reject } of failed)
      reject(
        new UserError(
          "worker-died",
          `the engine process ended unexpectedly (${how}) and will be restarted: run it again, with a smaller image if this repeats`,
        ),
      );
  }
}
