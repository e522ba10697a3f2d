/** @file Which cells the baseline visits. */
import { randomNumbers } from "../../src-core/random.ts";

export const allCells = (positions: number): number[] =>
  Array.from({ length: positions }, (_, cell) => cell);

/**
 * `count` different cells of `positions`, drawn at random and sorted; the same for the same numbers, so that a figure can
 * be checked. Source: Fan, Muller, Rezucha 1962, selection sampling.
 */
export function sampleCells(positions: number, count: number): number[] {
  const uniform = randomNumbers(positions);
  const cells: number[] = [];
  for (let cell = 0; cell < positions && cells.length < count; cell++)
    if (uniform() * (positions - cell) < count - cells.length) cells.push(cell);
  return cells;
}
