import { describe, expect, it } from "vitest";
import type { RaceLeg } from "../../../src-core/contract/race.ts";
import {
  firstCells,
  isWhole,
  legAt,
  listedUpTo,
  placeOf,
  sideAt,
  totalOf,
} from "../../../src-renderer/presentation/race-progress.ts";

/** 12 cells, in batches of 5 that take 10 ms each. */
const whole: RaceLeg = {
  cells: 12,
  measured: 12,
  total: 30,
  times: [10, 20, 30],
  counts: [5, 10, 12],
  areas: [[0, 0, 3, 4]],
  sample: null,
};
/** A fifth of 100 cells in 40 ms: all would take 200. */
const sampled: RaceLeg = {
  cells: 100,
  measured: 20,
  total: 200,
  times: [10, 40],
  counts: [10, 20],
  areas: [[0, 0, 10, 10]],
  sample: { every: 1, cells: Array.from({ length: 20 }, (_, at) => 5 * at) },
};

describe("a race at a moment", () => {
  it("has what was recorded up to then, and nothing of what was not done yet", () => {
    const seen = [-1, 0, 9.9, 10, 19, 20, 29.9, 30, 99].map((time) => sideAt([whole], time).done);
    expect(seen).toEqual([0, 0, 0, 5, 5, 10, 10, 12, 12]);
    expect(sideAt([whole], 99)).toMatchObject({ time: 30, isDone: true, isEstimated: false });
    expect(sideAt([whole], 29.9)).toMatchObject({ isDone: false, estimated: 0 });
  });

  it("keeps what was measured apart from what goes on at its mean speed", () => {
    expect(legAt(sampled, 39)).toEqual({ measured: 10, estimated: 0 });
    expect(legAt(sampled, 40)).toEqual({ measured: 20, estimated: 0 });
    expect(legAt(sampled, 120)).toEqual({ measured: 20, estimated: 40 });
    expect(legAt(sampled, 200)).toEqual({ measured: 20, estimated: 80 });
    expect(sideAt([sampled], 40).isEstimated).toBe(false);
    expect(sideAt([sampled], 41).isEstimated).toBe(true);
    expect(sideAt([sampled], 200)).toMatchObject({ isDone: true, isEstimated: true, done: 100 });
    expect([isWhole([sampled]), isWhole([whole])]).toEqual([false, true]);
  });

  it("says when it will be done at the speed so far", () => {
    expect(sideAt([whole], 5).expectedEnd).toBeNull();
    expect(sideAt([whole], 10).expectedEnd).toBe(24);
    expect(sideAt([sampled], 120).expectedEnd).toBe(200);
    expect(sideAt([whole], 31).expectedEnd).toBe(30);
  });

  it("runs the scales one after the other", () => {
    const legs = [whole, sampled];
    expect(totalOf(legs)).toBe(230);
    expect(sideAt(legs, 29).legs[1]).toEqual({ measured: 0, estimated: 0 });
    expect(sideAt(legs, 50)).toMatchObject({ done: 22, cells: 112, isDone: false });
    // Between the scales nothing is estimated, although the second one will be.
    expect(sideAt(legs, 30).isEstimated).toBe(false);
    expect(sideAt(legs, 100)).toMatchObject({ measured: 32, isEstimated: true });
  });
});

describe("the cells that are done", () => {
  it("are whole areas, whole rows, and a part of the next one", () => {
    expect(firstCells([[0, 0, 3, 4]], 0)).toEqual([]);
    expect(firstCells([[0, 0, 3, 4]], 3)).toEqual([[0, 0, 1, 3]]);
    expect(firstCells([[0, 0, 3, 4]], 8)).toEqual([[0, 0, 2, 4]]);
    const two = [
      [0, 0, 2, 3],
      [0, 3, 2, 2],
    ] as [number, number, number, number][];
    expect(firstCells(two, 9)).toEqual([
      [0, 0, 2, 3],
      [0, 3, 1, 2],
      [1, 3, 1, 1],
    ]);
    // A tile is there when all of it is.
    expect(firstCells(two, 9, true)).toEqual([[0, 0, 2, 3]]);
    expect(firstCells(two, 10, true)).toEqual(two);
  });

  it("are where they were cut", () => {
    const areas = [
      [0, 0, 2, 3],
      [0, 3, 2, 2],
    ] as [number, number, number, number][];
    expect([0, 5, 6, 9, 10].map((cell) => placeOf(areas, cell))).toEqual([
      { row: 0, column: 0 },
      { row: 1, column: 2 },
      { row: 0, column: 3 },
      { row: 1, column: 4 },
      null,
    ]);
  });

  it("of a thinned sample the first of each so many is shown when it was run", () => {
    const sample = { every: 4, cells: [0, 10, 20] };
    expect([0, 1, 4, 5, 9, 12].map((done) => listedUpTo(sample, done))).toEqual([0, 1, 1, 2, 3, 3]);
  });
});
