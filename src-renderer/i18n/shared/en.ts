/** @file The words that every screen may need: what failed, what is being done, how equal, in English. */
import { told } from "../messages/told.ts";
import type { Reason } from "../messages/told.ts";
import type { EqualityClass } from "../../../src-core/contract/analysis.ts";
import type { Progress } from "../../../src-core/contract/api.ts";
import type { FailureCode } from "../../../src-core/contract/failure.ts";

const phase: Record<Progress["phase"], string> = {
  convert: "Preparing the image",
  collect: "Collecting the detections",
  export: "Writing the files",
  decode: "Decoding the image",
  device: "Testing devices",
  session: "Loading the network",
  pass: "Running the single pass",
  repeat: "Running the pass again",
  compare: "Comparing devices",
  "batch-size": "Choosing the batch size",
  batched: "Windows in batches",
  turns: "Pass and windows in turns",
};

const failure: Record<FailureCode, string> = {
  "invalid-request": "This request was not understood",
  "image-unreadable": "This is not an image that can be read",
  "image-too-small": "The image is smaller than one window",
  "image-too-large": "The image is too large",
  "output-exists": "The output already exists",
  "output-unwritable": "The output cannot be written",
  "disk-full": "The disk is full",
  "invalid-scales": "Too many scales, or too large ones",
  "cache-full": "No room for a large image",
  "unknown-model": "There is no such model",
  "invalid-model": "The model cannot be used",
  "unknown-device": "There is no such device",
  "not-built": "Not part of this version yet",
  "not-found": "This is no longer there",
  "not-let-in": "This page is not let in",
  "request-too-large": "The request is too large",
  engine: "The inference engine failed",
  "worker-died": "The engine process ended",
  "app-ended": "Fullconv does not answer",
  cancelled: "Stopped",
  internal: "Something unexpected happened",
};

const equalityClass: Record<EqualityClass, string> = {
  exact: "exact",
  ceil: "exact on the receptive field",
  padded: "≈ approximate",
};

export const shared = {
  loading: "Loading…",
  stop: "Stop",
  dismiss: "Dismiss",
  progress: (done: string, total: string) => `${done} of ${total}`,
  timeLeft: (time: string) => `${time} left`,
  failure,
  phase,
  equalityClass,
  /** A reason that the host gives. */
  reason: ({ reason, said }: Reason): string => told("en", reason, said).text ?? reason,
};
