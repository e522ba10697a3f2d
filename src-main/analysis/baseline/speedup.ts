/** @file How many times as long as the pass the windows take. */
import type { Analysis, PassTimings } from "../../../src-core/contract/analysis.ts";
import type { Round } from "./baseline.ts";
import { statistics } from "../jobs/timing.ts";

/** Of rounds in which pass and windows took turns: their ratio is known better than the time of either. */
export function speedupOf(rounds: readonly Round[]): NonNullable<Analysis["speedup"]> {
  const ratios = (way: "batched" | "single") =>
    statistics(rounds.map((round) => round[way] / (round.pass ?? NaN)));
  const [batched, single] = [ratios("batched"), ratios("single")];
  const range = ({ min, max }: { min: number; max: number }) => ({ min, max });
  return {
    batched: batched.median,
    single: single.median,
    rounds: rounds.length,
    range: { batched: range(batched), single: range(single) },
  };
}

/** The pass's times as those of the rounds; whatever is no run stays as it was. */
export function passInRounds(fcn: PassTimings, rounds: readonly Round[]): PassTimings {
  const run = statistics(rounds.map(({ pass }) => pass ?? NaN));
  return { ...fcn, runs: rounds.length, run, total: fcn.total - fcn.run.median + run.median };
}
