/** @file What is said between the app and a process of its own: requests, progress and results, never pixels to work on. */
import type { JobUpdate, Progress } from "../../src-core/contract/api.ts";
import type { StateNotice } from "../../src-core/contract/state.ts";
import type { HowEnded } from "../../src-core/contract/process-end.ts";
import type { Failure } from "../../src-core/contract/failure.ts";
import type { Entry } from "../log/entry.ts";
import type { RecordedRace } from "../analysis/jobs/recorded-race.ts";
import type { AnalysisOutcome } from "../analysis/results/outcome.ts";

/** A method's name and arguments, but for the job and the callback, which become messages of their own. */
export interface Call {
  readonly type: "call";
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type ToWorker =
  | Call
  | { readonly type: "cancel"; readonly id: number }
  | { readonly type: "device-ended"; readonly device: number; readonly how: string };

/** What is said of a call. */
export type Report =
  | {
      readonly type: "progress";
      readonly id: number;
      readonly progress: Progress;
      /** Bytes that the process holds. */
      readonly memory?: number;
    }
  | { readonly type: "turn"; readonly id: number; readonly isOn: boolean }
  | { readonly type: "news"; readonly id: number; readonly news: JobUpdate }
  | { readonly type: "race"; readonly id: number; readonly race: RecordedRace }
  | { readonly type: "map"; readonly id: number; readonly first: AnalysisOutcome }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly error: Failure };

/** Of a process that cannot start others: the app does that for it. */
export type DeviceProcessRequest =
  | {
      readonly type: "start-device";
      readonly device: number;
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly type: "end-device"; readonly device: number };

/** A kept file that the process reads is not what it should be. */
export interface StateReport {
  readonly type: "state";
  readonly notice: StateNotice;
}

/** A line for the log, which the app writes. */
export interface LogLine {
  readonly type: "log";
  readonly entry: Entry;
}

export type FromWorker = Report | DeviceProcessRequest | StateReport | LogLine;

/** A process as its supervisor sees it, whatever it is made with. */
export interface WorkerProcess {
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** @param listener is told once how the process ended, in words and in codes */
  onExit(listener: (words: string, how: HowEnded) => void): void;
  kill(): void;
}
