/** @file Which cells the baseline visits. */
import { randomNumbers } from "../../src-core/random.ts";

/** 0 to `positions` − 1; an array of a gigapixel's cells would not fit in memory. */
export function* allCells(positions: number): Generator<number> {
  for (let cell = 0; cell < positions; cell++) yield cell;
}

/**
 * `count` different cells of `positions`, drawn at random and sorted; the same for the same numbers, so that a figure can
 * be checked. Source: Fan, Muller, Rezucha 1962, selection sampling.
 */
export function* sampleCells(positions: number, count: number): Generator<number> {
  const uniform = randomNumbers(positions);
  let chosen = 0;
  for (let cell = 0; cell < positions && chosen < count; cell++)
    if (uniform() * (positions - cell) < count - chosen) {
      chosen++;
      yield cell;
    }
}
