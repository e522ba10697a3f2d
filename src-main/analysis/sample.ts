/** @file Which cells the baseline visits. */

export const allCells = (positions: number): number[] =>
  Array.from({ length: positions }, (_, cell) => cell);

/** Uniform numbers in [0, 1), the same for the same seed. Source: mulberry32, Tommy Ettinger, public domain. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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
