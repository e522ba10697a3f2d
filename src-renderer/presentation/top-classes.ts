/** @file Which of a cell's classes are worth a line. */
import type { ScoreMap } from "../../src-core/overlay/plane.ts";

/** Scores of one cell, one per class. */
export function scoresOfCell(
  { data, classes, rows, columns }: ScoreMap,
  row: number,
  column: number,
): number[] {
  const cell = row * columns + column;
  return Array.from({ length: classes }, (_, index) => data[index * rows * columns + cell] ?? NaN);
}

/** Indices of the `limit` highest scores in the order of the classes, so that lines do not jump about; all where they fit. */
export function topClasses(scores: readonly number[], limit: number): number[] {
  const order = scores.map((_, index) => index);
  if (order.length <= limit) return order;
  return order
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, limit)
    .sort((a, b) => a - b);
}

/** Index of the highest score, the first of several. */
export const argmax = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));
