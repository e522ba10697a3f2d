/** @file One figure: two sides, and how many times longer the first takes than the second. */
import { type Statistics, statistics } from "../../src-main/analysis/jobs/timing.ts";
import type { Rounds } from "./rounds.ts";

export interface Target {
  readonly bound: "≤" | "≥";
  readonly ratio: number;
}

export interface Figure {
  readonly image: string;
  /** Milliseconds. */
  readonly first: Statistics & { readonly name: string };
  readonly second: Statistics & { readonly name: string };
  /** Of the two times of each round. */
  readonly ratio: Statistics;
  readonly rounds: number;
  readonly target?: Target & { readonly met: boolean };
  readonly remark?: string;
}

/** @param sides names of the first and the second side, as the turns gave them */
export function figure(
  image: string,
  rounds: Rounds,
  [first, second]: readonly [first: string, second: string],
  { target, remark }: { readonly target?: Target | undefined; readonly remark?: string } = {},
): Figure {
  const timesOf = (name: string): number[] => rounds.map((times) => times[name] ?? NaN);
  const below = timesOf(second);
  const ratio = statistics(timesOf(first).map((time, round) => time / (below[round] ?? NaN)));
  return {
    image,
    first: { name: first, ...statistics(timesOf(first)) },
    second: { name: second, ...statistics(below) },
    ratio,
    rounds: rounds.length,
    ...(target && { target: { ...target, met: isMet(target, ratio.median) } }),
    ...(remark !== undefined && { remark }),
  };
}

const isMet = ({ bound, ratio }: Target, median: number): boolean =>
  bound === "≤" ? median <= ratio : median >= ratio;
