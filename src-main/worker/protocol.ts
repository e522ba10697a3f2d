/** @file What is said between the app and its engine process: requests, progress and results, never pixels to work on. */
import type { Progress } from "../../src-core/contract/api.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import type { Analyst, Outcome } from "../analysis/analyst.ts";
import type { Job } from "../analysis/job.ts";

/** A method's arguments but for the job and the callback, which become messages of their own. */
type Plain<T extends readonly unknown[]> = T extends readonly [infer First, ...infer Rest]
  ? First extends Job | ((first: Outcome) => void) | undefined
    ? Plain<Rest>
    : [First, ...Plain<Rest>]
  : T;

export type Method = keyof Analyst;

export interface Call<M extends Method = Method> {
  readonly type: "call";
  readonly id: number;
  readonly method: M;
  readonly args: Plain<Parameters<Analyst[M]>>;
}

export type ToWorker = Call | { readonly type: "cancel"; readonly id: number };

export type FromWorker =
  | { readonly type: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly type: "map"; readonly id: number; readonly first: Outcome }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly error: Failure };

/** The engine process as its supervisor sees it, whatever it is made with. */
export interface WorkerProcess {
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** @param listener is told once how the process ended, in words */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}
