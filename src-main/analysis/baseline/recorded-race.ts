/** @file The rounds of a comparison as a race that can be watched: the one whose ratio is the one that is told. */
import type { Speedup } from "../../../src-core/contract/analysis.ts";
import type { RaceContest, RaceLeg, RaceWay } from "../../../src-core/contract/race.ts";
import { mostListed } from "../../../src-core/contract/race.ts";
import type { Moments } from "../jobs/moments.ts";
import type { RecordedRace } from "../jobs/recorded-race.ts";
import type { PassRounds } from "../pass/pass-rounds.ts";
import type { Subjects } from "../subject/subject.ts";
import { sampleCells } from "../windows/sample-cells.ts";
import { partsOf } from "../windows/window-batches.ts";
import type { BaselineRounds, Round } from "./baseline.ts";
import type { BestScores } from "./best-scores.ts";

export interface MeasuredRace {
  /** Scale by scale, as the subjects are. */
  readonly scales: readonly BaselineRounds[];
  readonly turns: readonly Pick<PassRounds, "areas" | "cells">[];
  /** Sums over the scales. */
  readonly rounds: readonly Round[];
  readonly speedup: Speedup;
  readonly scores: Readonly<Record<RaceWay, BestScores>>;
}

export function recordedRace(
  subjects: readonly Pick<Subjects[0], "grid">[],
  measured: MeasuredRace,
): RecordedRace {
  const { scales, rounds } = measured;
  const scores = { batched: measured.scores.batched.all, single: measured.scores.single.all };
  const contest = (way: RaceWay): RaceContest => {
    const round = middleRound(measured, way);
    return {
      round: round + 1,
      pass: scales.map((scale, at) => passLeg(scale, measured.turns[at], round)),
      windows: scales.map((scale, at) => windowsLeg(scale, subjects[at], way, round)),
      hasScores: scores[way] !== null,
    };
  };
  const race = {
    rounds: rounds.length,
    batch: scales[0]?.batch ?? 1,
    batched: contest("batched"),
    single: contest("single"),
  };
  return { race, scores };
}

/** Of the recorded rounds the one whose ratio is nearest to the median: of an odd number of them it is that one. */
function middleRound({ scales, rounds, speedup }: MeasuredRace, way: RaceWay): number {
  const recorded = Math.min(...scales.map((scale) => scale.recorded.length));
  const off = rounds
    .slice(0, recorded)
    .map((round) => Math.abs(round[way] / (round.pass ?? NaN) - speedup[way]));
  return Math.max(0, off.indexOf(Math.min(...off)));
}

function passLeg(
  scale: BaselineRounds,
  turn: MeasuredRace["turns"][number] | undefined,
  round: number,
): RaceLeg {
  const { areas = [], cells = 0 } = turn ?? {};
  const measured = areas.reduce((sum, [, , rows, columns]) => sum + rows * columns, 0);
  const total = scale.rounds[round]?.pass ?? 0;
  const leg = legOf({ cells, measured, total }, scale.recorded[round]?.pass);
  return { ...leg, areas: areas.length > mostListed ? [] : [...areas], sample: null };
}

function windowsLeg(
  { positions, measured, rounds, recorded }: BaselineRounds,
  subject: Pick<Subjects[0], "grid"> | undefined,
  way: RaceWay,
  round: number,
): RaceLeg {
  const ran = measured[way];
  const total = rounds[round]?.[way] ?? 0;
  const leg = legOf({ cells: positions, measured: ran, total }, recorded[round]?.[way]);
  const parts = subject ? [...partsOf(subject.grid)] : [];
  const areas = parts.map(({ row, column, rows, columns }): RaceLeg["areas"][number] => [
    row,
    column,
    rows,
    columns,
  ]);
  const sample = ran < positions ? listed(sampleCells(positions, ran), ran) : null;
  return { ...leg, areas: areas.length > mostListed ? [] : areas, sample };
}

/** Whole microseconds may be half of one later than the time that they are of. */
function legOf(
  { cells, measured, total }: Pick<RaceLeg, "cells" | "measured" | "total">,
  moments: Moments | undefined,
): Omit<RaceLeg, "areas" | "sample"> {
  const { times, counts } = moments?.told ?? { times: [], counts: [] };
  return { cells, measured, total, times: times.map((time) => Math.min(time, total)), counts };
}

function listed(cells: Iterable<number>, count: number): NonNullable<RaceLeg["sample"]> {
  const every = Math.ceil(count / mostListed);
  const kept: number[] = [];
  let place = 0;
  for (const cell of cells) if (place++ % every === 0) kept.push(cell);
  return { every, cells: kept };
}
