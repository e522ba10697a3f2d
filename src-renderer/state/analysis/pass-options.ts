/** @file What a run is asked for, and by which names the host knows what was begun of it. */
import type { RequestedDevice } from "../../../src-core/contract/devices.ts";
import type { PassRequest } from "../../../src-core/contract/requests/analysis-requests.ts";
import { usualBudget } from "../../presentation/measurement-time.ts";

/** On which scales the image is looked at. */
export type RequestedScales = Readonly<
  { scales: NonNullable<PassRequest["scales"]> } | { objects: NonNullable<PassRequest["objects"]> }
>;

export interface PassOptions extends Partial<Pick<PassRequest, "scales" | "objects">> {
  readonly threshold?: number;
  readonly device: RequestedDevice;
  /** Bytes that one tile of the pass may need; left to the host where it is absent. */
  readonly memory?: number;
}

/** By which the host knows what was begun before. */
export interface EarlierJobs {
  readonly pass: string | null;
  readonly repetition: string | null;
  readonly baseline: string | null;
  /** Of the baseline. */
  readonly budget: number | "full";
}

export const noJobs: EarlierJobs = {
  pass: null,
  repetition: null,
  baseline: null,
  budget: usualBudget,
};
