/** @file What is said of a race: beside its pictures, and in its film. */
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { Race, RaceContest, RaceWay } from "../../../src-core/contract/race.ts";
import type { Formats } from "../../i18n/format.ts";
import type { Messages } from "../../i18n/index.ts";
import { clockText } from "../../presentation/race-pace.ts";
import type { SideProgress } from "../../presentation/race-progress.ts";
import { isWhole, totalOf } from "../../presentation/race-progress.ts";

export type Racer = "pass" | "windows";

export interface SideWords {
  readonly name: string;
  readonly clock: string;
  readonly cells: string;
  readonly status: string;
}

interface Said {
  readonly t: Messages;
  readonly format: Formats;
}

export function sideWords(
  racer: Racer,
  { race, way }: { readonly race: Race; readonly way: RaceWay },
  progress: SideProgress,
  { t, format }: Said,
): SideWords {
  const words = t.race;
  const { time, done, cells, isEstimated } = progress;
  const of = racer === "pass" ? words.cells : words.windowCells;
  const about = isEstimated ? "≈ " : "";
  const names = {
    pass: words.pass,
    windows:
      way === "batched" ? words.windows.batched(format.count(race.batch)) : words.windows.single,
  };
  return {
    name: names[racer],
    clock: `${about}${clockText(time, totalOf(race[way][racer]))}`,
    cells: `${about}${of(format.count(done), format.count(cells))}`,
    status: statusOf(progress, { t, format }),
  };
}

function statusOf({ isDone, isEstimated, expectedEnd, time }: SideProgress, { t, format }: Said) {
  if (isDone) return isEstimated ? t.race.finishedAbout : t.race.finished;
  if (expectedEnd === null) return t.race.notBegun;
  const left = t.race.doneIn(
    format.time(Math.max(0, expectedEnd - time)),
    format.time(expectedEnd),
  );
  return isEstimated ? t.race.estimated(left) : left;
}

/** "One pass: 148 ms. 17,556 windows: 1.9 s. 13×. They agree to 4e-7 in every cell." */
export function endWords(
  contest: RaceContest,
  way: RaceWay,
  { speedup, equality, timings }: Analysis,
  { t, format }: Said,
): string {
  const about = (legs: RaceContest["pass"]): string =>
    `${isWhole(legs) ? "" : "≈ "}${format.time(totalOf(legs))}`;
  const all = contest.windows.reduce((sum, { cells }) => sum + cells, 0);
  const ratio = speedup?.[way] ?? totalOf(contest.windows) / totalOf(contest.pass);
  const ended = t.race.end(
    about(contest.pass),
    format.count(all),
    about(contest.windows),
    `${isWhole(contest.windows) ? "" : "≈ "}${format.times(ratio)}`,
  );
  if (!equality) return ended;
  const difference = format.difference(equality.maxAbsDiff);
  const isAll = equality.checked >= (timings.window?.positions ?? Infinity);
  const agreed = isAll
    ? t.race.agree(difference)
    : t.race.agreeChecked(difference, format.count(equality.checked));
  const told = equality.class === "padded" ? t.race.differ(difference) : agreed;
  return `${ended}${t.race.between}${told}`;
}

/** Of what was recorded, and what was not. */
export function notesOf(race: Race, way: RaceWay, { t, format }: Said): readonly string[] {
  const contest = race[way];
  const sum = (of: "cells" | "measured"): number =>
    contest.windows.reduce((all, leg) => all + leg[of], 0);
  const notes = [t.race.round(format.count(contest.round), format.count(race.rounds))];
  if (!isWhole(contest.windows))
    notes.push(t.race.sampled(format.count(sum("measured")), format.count(sum("cells"))));
  if (!isWhole(contest.pass)) notes.push(t.race.passSampled);
  if (!contest.hasScores) notes.push(t.race.scoresOfPass);
  return notes;
}

/** How fast it is shown: 0.25 of real time is four times slower. */
export function speedWords(speed: number, { t, format }: Said): string {
  if (Math.abs(speed - 1) < 1e-9) return t.race.real;
  return speed > 1 ? t.race.faster(format.number(speed)) : t.race.slower(format.number(1 / speed));
}
