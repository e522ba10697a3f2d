/** @file A race at any of its moments, from what was recorded. Times are milliseconds, counts are cells. */
import type { RaceArea, RaceLeg } from "../../src-core/contract/race.ts";

type Timed = Pick<RaceLeg, "cells" | "measured" | "total" | "times" | "counts">;

export interface LegProgress {
  /** Cells that were run by then. */
  readonly measured: number;
  /** Further ones, at the mean speed of those that were run: nobody has run them. */
  readonly estimated: number;
}

export interface SideProgress extends LegProgress {
  /** On its clock, which stops at its end. */
  readonly time: number;
  readonly done: number;
  readonly cells: number;
  readonly isDone: boolean;
  /** Whether the clock is in a part that nobody has measured. */
  readonly isEstimated: boolean;
  /** When it will be done at the speed so far; null before anything is. */
  readonly expectedEnd: number | null;
  readonly legs: readonly LegProgress[];
}

export const totalOf = (legs: readonly Timed[]): number =>
  legs.reduce((sum, { total }) => sum + total, 0);

/** Whether every cell was run. */
export const isWhole = (legs: readonly Timed[]): boolean =>
  legs.every(({ cells, measured }) => measured >= cells);

/** Milliseconds of what was run. */
const recordedTime = ({ times }: Timed): number => times.at(-1) ?? 0;

/** Places that are at most `wanted`, in ascending values. */
function countUpTo(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param time since the leg began */
export function legAt(leg: Timed, time: number): LegProgress {
  const { cells, measured, total, times, counts } = leg;
  const open = cells - measured;
  if (time >= total) return { measured, estimated: open };
  const recorded = recordedTime(leg);
  if (time < recorded || open === 0)
    return { measured: counts[countUpTo(times, time) - 1] ?? 0, estimated: 0 };
  const share = (time - recorded) / (total - recorded);
  return { measured, estimated: Math.min(open, Math.floor(open * share)) };
}

/** The scales of a side follow each other. @param time since the race began */
export function sideAt(legs: readonly Timed[], time: number): SideProgress {
  const total = totalOf(legs);
  const at = Math.max(0, Math.min(time, total));
  const progress: LegProgress[] = [];
  let [begun, isEstimated] = [0, false];
  for (const leg of legs) {
    const within = at - begun;
    progress.push(within < 0 ? { measured: 0, estimated: 0 } : legAt(leg, within));
    if (within > recordedTime(leg) && within <= leg.total && leg.measured < leg.cells)
      isEstimated = true;
    begun += leg.total;
  }
  const sum = (of: (one: LegProgress) => number): number =>
    progress.reduce((all, one) => all + of(one), 0);
  const [measured, estimated] = [sum((one) => one.measured), sum((one) => one.estimated)];
  const cells = legs.reduce((all, leg) => all + leg.cells, 0);
  const done = measured + estimated;
  const isDone = time >= total;
  const expected = done > 0 ? (at * cells) / done : null;
  return {
    time: at,
    measured,
    estimated,
    done,
    cells,
    isDone,
    isEstimated,
    expectedEnd: isDone ? total : expected,
    legs: progress,
  };
}

/**
 * The first `count` cells of areas that are gone through one after the other, row by row, as rectangles.
 * @param whole whether an area is there at once, when all of it is done
 */
export function firstCells(
  areas: readonly RaceArea[],
  count: number,
  whole = false,
): readonly RaceArea[] {
  const parts: RaceArea[] = [];
  let left = count;
  for (const area of areas) {
    const [row, column, rows, columns] = area;
    if (left <= 0) break;
    if (left >= rows * columns) parts.push(area);
    else if (!whole) {
      const [full, rest] = [Math.floor(left / columns), left % columns];
      if (full > 0) parts.push([row, column, full, columns]);
      if (rest > 0) parts.push([row + full, column, 1, rest]);
    }
    left -= rows * columns;
  }
  return parts;
}

/** Row and column of a cell that is counted through areas; null behind the last one. */
export function placeOf(
  areas: readonly RaceArea[],
  index: number,
): { readonly row: number; readonly column: number } | null {
  let left = index;
  for (const [row, column, rows, columns] of areas) {
    if (left < rows * columns)
      return { row: row + Math.floor(left / columns), column: column + (left % columns) };
    left -= rows * columns;
  }
  return null;
}

/** How many of a sample's listed cells are done, where `measured` windows were run. */
export const listedUpTo = (
  { cells, every }: NonNullable<RaceLeg["sample"]>,
  measured: number,
): number => Math.min(cells.length, Math.ceil(measured / every));
