/** @file How a number of boxes comes about: maps that halve from level to level, and a few anchors in each of their cells. */
import type { Size } from "../convolutionalize.ts";

export interface FittedLevel {
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  /** In each cell. */
  readonly anchors: number;
}

/** Strides that a first map usually has, and most anchors of a cell. */
const firstStrides = [8, 16, 4, 32, 64];
const mostAnchors = 24;

/** Without the levels' own numbers there are too many ways: few anchors are likelier. */
const likelyAnchors = 6;
const usualLevels = [4, 6, 5, 3, 7];

type Cells = Pick<FittedLevel, "rows" | "columns">;

/**
 * The levels of a list, from the number of boxes of each: those whose cells have the most equal numbers of anchors.
 * @returns undefined where no maps give these numbers
 */
export function fitLevels(counts: readonly number[], window: Size): FittedLevel[] | undefined {
  let best: { readonly levels: FittedLevel[]; readonly unevenness: number } | undefined;
  const extend = (levels: readonly FittedLevel[], first: number, unevenness: number): void => {
    if (best && unevenness >= best.unevenness) return;
    const count = counts[levels.length];
    if (count === undefined) {
      best = { levels: [...levels], unevenness };
      return;
    }
    const before = levels.at(-1);
    const next = before ? following(before) : [gridAt(window, first)];
    for (const { rows, columns } of next) {
      const anchors = count / (rows * columns);
      if (!Number.isInteger(anchors) || anchors > mostAnchors) continue;
      const stride = strideOf({ rows, columns }, window, first * 2 ** levels.length);
      const change = before ? Math.abs(anchors - before.anchors) : anchors / 1000;
      extend([...levels, { stride, rows, columns, anchors }], first, unevenness + change);
    }
  };
  for (const first of firstStrides) extend([], first, 0);
  return best?.levels;
}

/**
 * Ways in which a number of boxes comes about where those of the levels are not known, the most even ones first.
 * @param most of them
 */
export function possibleLevels(count: number, window: Size, most = 5): FittedLevel[][] {
  const found: { readonly levels: FittedLevel[]; readonly unevenness: number }[] = [];
  for (const first of firstStrides.slice(0, 3))
    for (const number of usualLevels) {
      const maps = Array.from({ length: number }, (_, index) => {
        const stride = first * 2 ** index;
        return { stride, ...gridAt(window, stride) };
      });
      share(count, maps, (levels, unevenness) => found.push({ levels, unevenness }));
    }
  return found
    .sort((a, b) => a.unevenness - b.unevenness)
    .slice(0, most)
    .map(({ levels }) => levels);
}

/** Every way to give the cells of the maps from 1 to `likelyAnchors` anchors each, `count` together. */
function share(
  count: number,
  maps: readonly Omit<FittedLevel, "anchors">[],
  take: (levels: FittedLevel[], unevenness: number) => void,
): void {
  const cells = maps.map(({ rows, columns }) => rows * columns);
  const extend = (chosen: readonly number[], left: number, unevenness: number): void => {
    const index = chosen.length;
    if (index === maps.length) {
      if (left === 0)
        take(
          maps.map((map, level) => ({ ...map, anchors: chosen[level] ?? 0 })),
          unevenness,
        );
      return;
    }
    const rest = cells.slice(index + 1).reduce((sum, each) => sum + each, 0);
    for (let anchors = 1; anchors <= likelyAnchors; anchors++) {
      const then = left - anchors * (cells[index] ?? 0);
      if (then < rest || then > likelyAnchors * rest) continue;
      const change = Math.abs(anchors - (chosen.at(-1) ?? anchors));
      extend([...chosen, anchors], then, unevenness + change);
    }
  };
  extend([], count, 0);
}

const gridAt = ({ width, height }: Size, stride: number): Cells => ({
  rows: Math.ceil(height / stride),
  columns: Math.ceil(width / stride),
});

/** A stride of 2 with or without a pad, or a kernel of 3 that only cuts. */
function following({ rows, columns }: Cells): Cells[] {
  const ways: Cells[] = [
    { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) },
    { rows: Math.floor(rows / 2), columns: Math.floor(columns / 2) },
    { rows: rows - 2, columns: columns - 2 },
  ];
  return ways.filter((cells) => cells.rows > 0 && cells.columns > 0);
}

/** The doubled one where it gives as many cells, else the least that does. */
function strideOf({ rows, columns }: Cells, window: Size, doubled: number): number {
  const fits = (stride: number): boolean => {
    const grid = gridAt(window, stride);
    return grid.rows === rows && grid.columns === columns;
  };
  const least = Math.max(Math.ceil(window.height / rows), Math.ceil(window.width / columns));
  return fits(doubled) ? doubled : least;
}
