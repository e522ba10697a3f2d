/** @file What the process that converts says to the one that watches it. */
import type { Kind } from "./cases.ts";
import type { Outcome } from "./convert.ts";

export interface Begun {
  readonly type: "begun";
  readonly index: number;
  /** `engine`: what happens to ONNX Runtime is not the converter's. */
  readonly phase: "convert" | "engine";
}

export interface Done {
  readonly type: "done";
  readonly index: number;
  readonly kind: Kind;
  readonly from: string;
  readonly outcome: Outcome;
  readonly message: string;
  readonly milliseconds: number;
  /** Largest resident size so far, in MiB, and how much this case added. */
  readonly peak: number;
  readonly grown: number;
  readonly compared: "equal" | "wrong" | "unknown" | undefined;
  readonly remark: string;
}

export type Message = Begun | Done;
