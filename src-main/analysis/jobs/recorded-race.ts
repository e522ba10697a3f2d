/** @file What a comparison leaves for whoever wants to see it once more. */
import type { Race, RaceWay } from "../../../src-core/contract/race.ts";

export interface RecordedRace {
  readonly race: Race;
  /** The best object's score of each window, in the order in which they were run; null where they are too many. */
  readonly scores: Readonly<Record<RaceWay, Float32Array<ArrayBuffer> | null>>;
}
