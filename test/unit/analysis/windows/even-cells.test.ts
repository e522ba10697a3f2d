import fc from "fast-check";
import { expect, it } from "vitest";
import { evenCells, evenly } from "../../../../src-main/analysis/windows/even-cells.ts";

it("takes both ends, and what lies evenly between them", () => {
  expect(evenly(10, 4)).toEqual([0, 3, 6, 9]);
  expect(evenly(3, 10)).toEqual([0, 1, 2]);
  expect(evenly(9, 1)).toEqual([4]);
});

it("never takes more crossings than asked for, each once, with the map's corners where two fit", () => {
  const side = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 5000 }), (rows, columns, most) => {
      const lattice = evenCells({ rows, columns }, most);
      expect(lattice.rows.length * lattice.columns.length).toBeLessThanOrEqual(most);
      for (const [taken, length] of [
        [lattice.rows, rows],
        [lattice.columns, columns],
      ] as const) {
        expect(new Set(taken).size).toBe(taken.length);
        if (taken.length > 1) expect([taken[0], taken.at(-1)]).toEqual([0, length - 1]);
      }
      if (most >= rows * columns)
        expect(lattice.rows.length * lattice.columns.length).toBe(rows * columns);
    }),
  );
});
