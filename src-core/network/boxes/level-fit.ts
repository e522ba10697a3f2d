/** @file How a number of boxes comes about: maps that halve from level to level, and a few anchors in each of their cells. */
import type { Size } from "../../size.ts";

export interface CountedLevel {
  readonly rows: number;
  readonly columns: number;
  /** In each cell. */
  readonly anchors: number;
}

export interface FittedLevel extends CountedLevel {
  /** Those that give as many cells, the likeliest first. */
  readonly strides: readonly number[];
}

/** Strides that a first map usually has, and most anchors of a cell. */
const firstStrides = [8, 16, 4, 32, 64];
const mostAnchors = 24;
const mostLevels = 12;

/** Without the levels' own numbers there are too many ways: few anchors are likelier. */
const likelyAnchors = 6;
const usualLevels = [4, 6, 5, 3, 7, 2, 1];

type Cells = Pick<CountedLevel, "rows" | "columns">;

/** Ways in which levels may come about. */
class Ways {
  private readonly found = new Map<
    string,
    { readonly levels: readonly CountedLevel[]; readonly unevenness: number }
  >();

  add(levels: readonly CountedLevel[], unevenness: number): void {
    const key = JSON.stringify(
      levels.map(({ rows, columns, anchors }) => [rows, columns, anchors]),
    );
    const known = this.found.get(key);
    if (!known || unevenness < known.unevenness) this.found.set(key, { levels, unevenness });
  }

  /** The most even ones first. */
  sorted(window: Size): FittedLevel[][] {
    return [...this.found.values()]
      .sort((a, b) => a.unevenness - b.unevenness)
      .map(({ levels }) => withStrides(levels, window));
  }
}

/**
 * The levels of a list, from the number of boxes of each.
 * @returns all ways, those whose cells have the most equal numbers of anchors first; none where no maps give these numbers
 */
export function fitLevels(counts: readonly number[], window: Size): FittedLevel[][] {
  const ways = new Ways();
  const extend = (levels: readonly CountedLevel[], first: number, unevenness: number): void => {
    const count = counts[levels.length];
    if (count === undefined) {
      ways.add(levels, unevenness);
      return;
    }
    const before = levels.at(-1);
    const next = before ? following(before) : [gridAt(window, first)];
    for (const { rows, columns } of next) {
      const anchors = count / (rows * columns);
      if (!Number.isInteger(anchors) || anchors > mostAnchors) continue;
      const change = before ? Math.abs(anchors - before.anchors) : anchors / 1000;
      extend([...levels, { rows, columns, anchors }], first, unevenness + change);
    }
  };
  if (counts.length > mostLevels) return [];
  for (const first of firstStrides) extend([], first, 0);
  return ways.sorted(window);
}

/** Ways in which a number of boxes comes about where those of the levels are not known, the most even ones first. */
export function possibleLevels(count: number, window: Size): FittedLevel[][] {
  const ways = new Ways();
  for (const first of firstStrides.slice(0, 3))
    for (const number of usualLevels) {
      const maps = Array.from({ length: number }, (_, index) => {
        return gridAt(window, first * 2 ** index);
      });
      share(count, maps, (levels, unevenness) => {
        ways.add(levels, unevenness);
      });
    }
  return ways.sorted(window);
}

/** Every way to give the cells of the maps from 1 to `likelyAnchors` anchors each, `count` together. */
function share(
  count: number,
  maps: readonly Cells[],
  take: (levels: CountedLevel[], unevenness: number) => void,
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
  const distinct = new Map(ways.map((cells) => [`${cells.rows} ${cells.columns}`, cells]));
  return [...distinct.values()].filter((cells) => cells.rows > 0 && cells.columns > 0);
}

/** Strides double from level to level, or are what the side has for each cell: both are common, and no file says which. */
export function withStrides(levels: readonly CountedLevel[], window: Size): FittedLevel[] {
  const [first] = levels;
  const least = ({ rows, columns }: Cells): number =>
    Math.max(Math.ceil(window.height / rows), Math.ceil(window.width / columns));
  const start = first ? least(first) : 1;
  return levels.map((level, index) => {
    const isFit = (stride: number): boolean => {
      const grid = gridAt(window, stride);
      return grid.rows === level.rows && grid.columns === level.columns;
    };
    const both = [start * 2 ** index, least(level)];
    const strides = [...new Set(both.filter(isFit))];
    return { ...level, strides: strides.length > 0 ? strides : [least(level)] };
  });
}
