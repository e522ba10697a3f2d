import { describe, expect, it } from "vitest";
import { randomNumbers } from "../../../../src-core/random.ts";
import { sampleCells } from "../../../../src-main/analysis/windows/sample-cells.ts";

/** χ² of counts against equal shares, in standard deviations from its mean: beyond 5 is no chance. */
function unevenness(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const squares = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (squares - freedom) / Math.sqrt(2 * freedom);
}

/** How often each set of cells is drawn, in the order in which sets were first seen. */
function setsOf(positions: number, count: number, draws: number): Map<string, number> {
  const uniform = randomNumbers(positions * 1000 + count);
  const seen = new Map<string, number>();
  for (let draw = 0; draw < draws; draw++) {
    const key = [...sampleCells(positions, count, uniform)].join(" ");
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return seen;
}

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

describe("sampleCells", () => {
  // Dense ones are looked for, sparse ones leapt to.
  it.each([
    [6, 1],
    [6, 3],
    [7, 6],
    [30, 2],
    [44, 3],
    [60, 2],
  ])("draws each set of %i positions' %i equally often", (positions, count) => {
    const sets = choose(positions, count);
    const seen = setsOf(positions, count, 10 * sets);
    const missing = Array.from({ length: sets - seen.size }, () => 0);
    expect(unevenness([...seen.values(), ...missing])).toBeLessThan(5);
  });

  it.each([
    [1000, 10],
    [1000, 70],
    [1000, 100],
    [1000, 999],
  ])("draws every one of %i positions equally often, %i at a time", (positions, count) => {
    const uniform = randomNumbers(count);
    const counts = Array.from({ length: positions }, () => 0);
    for (let draw = 0; draw < 100_000 / count; draw++)
      for (const cell of sampleCells(positions, count, uniform))
        counts[cell] = (counts[cell] ?? 0) + 1;
    expect(unevenness(counts)).toBeLessThan(5);
  });

  it.each([1e6, 1e8, 1e10, 1e12])(
    "takes as many numbers from %d positions as from few",
    (positions) => {
      const uniform = randomNumbers(7);
      let asked = 0;
      const counted = (): number => {
        asked++;
        return uniform();
      };
      const cells = [...sampleCells(positions, 5000, counted)];
      expect(asked).toBeLessThan(5000 * 4);
      expect(new Set(cells).size).toBe(5000);
      expect(cells).toEqual([...cells].sort((a, b) => a - b));
      expect(cells.at(0)).toBeGreaterThanOrEqual(0);
      expect(cells.at(-1)).toBeLessThan(positions);
      const tenths = Array.from({ length: 10 }, () => 0);
      for (const cell of cells) {
        const tenth = Math.floor((10 * cell) / positions);
        tenths[tenth] = (tenths[tenth] ?? 0) + 1;
      }
      expect(unevenness(tenths)).toBeLessThan(5);
    },
  );

  it("reaches positions that 32 bits cannot tell apart", () => {
    const cells = [...sampleCells(1e12, 2000)];
    expect(
      unevenness(
        [0, 1, 2, 3, 4, 5, 6].map((rest) => cells.filter((cell) => cell % 7 === rest).length),
      ),
    ).toBeLessThan(5);
    expect(new Set([...sampleCells(2 ** 40, 100)].map((cell) => cell % 256)).size).toBeGreaterThan(
      50,
    );
  });

  it("is the same for the same numbers, and all where all are wanted", () => {
    expect([...sampleCells(1e9, 50)]).toEqual([...sampleCells(1e9, 50)]);
    expect([...sampleCells(5, 5)]).toEqual([0, 1, 2, 3, 4]);
    expect([...sampleCells(5, 9)]).toEqual([0, 1, 2, 3, 4]);
    expect([...sampleCells(5, 0)]).toEqual([]);
  });
});
