import { describe, expect, it } from "vitest";
import { race as raceSchema } from "../../../../src-core/contract/race.ts";
import type { RaceLeg } from "../../../../src-core/contract/race.ts";
import { Baseline } from "../../../../src-main/analysis/baseline/baseline.ts";
import { BestScores } from "../../../../src-main/analysis/baseline/best-scores.ts";
import { recordedRace } from "../../../../src-main/analysis/baseline/recorded-race.ts";
import { speedupOf } from "../../../../src-main/analysis/baseline/speedup.ts";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import type { RecordedRace } from "../../../../src-main/analysis/jobs/recorded-race.ts";
import type { Grid } from "../../../../src-main/analysis/windows/grid.ts";
import type { Session } from "../../../../src-main/engine/engine.ts";
import { heldRaster } from "../../../../src-main/image/raster.ts";

const cells = { columns: 20, rows: 10 };
const grid: Grid = { ...cells, strideX: 2, strideY: 3, width: 4, height: 4, visited: cells };
const data = Uint8Array.from({ length: 42 * 31 }, (_, i) => i % 251);
const image = heldRaster({ data, width: 42, height: 31, channels: 1 });

/** One millisecond a window; of its two classes the second one, the background, is always 1. */
const session: Session = {
  run({ data: pixels, batch, width, height }) {
    const scores = new Float32Array(2 * batch).fill(1);
    for (let window = 0; window < batch; window++)
      scores[2 * window] = (pixels[window * width * height] ?? NaN) / 251;
    return Promise.resolve({ data: scores, batch, classes: 2, rows: 1, columns: 1, time: batch });
  },
  release: () => Promise.resolve(),
};

/** A pass in two tiles that takes 20, 5 and 10 ms. */
async function recorded(budget: number | "full"): Promise<RecordedRace> {
  const scores = { batched: new BestScores(2, 1), single: new BestScores(2, 1) };
  const times = [20, 5, 10];
  const measured = await new Baseline(
    { session, largestBatch: Infinity },
    image,
    grid,
    unattended,
  ).measure({
    runs: 3,
    budget,
    complete: false,
    onScores: (_, found) => {
      scores.batched.add(found);
    },
    onSingle: (found) => {
      scores.single.add(found);
    },
    pass: (onDone) => {
      const time = times.shift() ?? 0;
      onDone(120, time / 4);
      onDone(200, time);
      return Promise.resolve(time);
    },
  });
  const { rounds } = measured;
  const turn = { areas: [[0, 0, 6, 20] as const, [6, 0, 4, 20] as const], cells: 200 };
  return recordedRace([{ grid }], {
    scales: [measured],
    turns: [
      { ...turn, areas: turn.areas.map((area) => [...area] as [number, number, number, number]) },
    ],
    rounds,
    speedup: speedupOf(rounds),
    scores,
  });
}

const leg = (legs: readonly RaceLeg[]): RaceLeg => {
  const [first] = legs;
  if (!first) throw new Error("no leg");
  return first;
};

describe("a recorded race", () => {
  it("is the round whose ratio is the median, moment by moment to all of its cells", async () => {
    const { race } = await recorded("full");
    expect(raceSchema.parse(race)).toEqual(race);
    for (const way of ["batched", "single"] as const) {
      // 200 ms of windows, over 20, 5 and 10 ms: the third round has the ratio in the middle.
      expect(race[way].round).toBe(3);
      const [pass, windows] = [leg(race[way].pass), leg(race[way].windows)];
      expect(pass).toMatchObject({ cells: 200, measured: 200, total: 10, times: [2.5, 10] });
      expect(pass).toMatchObject({
        counts: [120, 200],
        areas: [
          [0, 0, 6, 20],
          [6, 0, 4, 20],
        ],
      });
      expect(windows).toMatchObject({ cells: 200, measured: 200, total: 200, sample: null });
      expect(windows.areas).toEqual([[0, 0, 10, 20]]);
      expect(windows.counts.at(-1)).toBe(200);
      expect(windows.times).toEqual(windows.counts);
    }
    expect(leg(race.single.windows).counts.length).toBe(200);
    expect(leg(race.batched.windows).counts[0]).toBe(race.batch);
  });

  it("tells which windows a sample had, how long they took, and how long all would", async () => {
    const { race, scores } = await recorded(200);
    const { windows } = race.single;
    const { measured, total, times, counts, sample } = leg(windows);
    expect(measured).toBeLessThan(200);
    expect(counts.at(-1)).toBe(measured);
    expect(times.at(-1)).toBe(measured);
    expect(total).toBe(200);
    expect(sample?.every).toBe(1);
    expect(sample?.cells.length).toBe(measured);
    expect(new Set(sample?.cells).size).toBe(measured);
    // Each window's own score, of the pixel in its corner: the sample's places are where they were cut.
    const expected = sample?.cells.map((cell) => {
      const pixel = Math.floor(cell / 20) * 3 * 42 + (cell % 20) * 2;
      return Math.fround((data[pixel] ?? NaN) / 251);
    });
    expect([...(scores.single ?? [])]).toEqual(expected);
  });
});

describe("BestScores", () => {
  it("leaves the background out, and numbers behind the classes", () => {
    const best = new BestScores(3, 1);
    const numbers = [0.1, 0.9, 0.2, 7, 0.4, 0.1, 0.3, 7];
    best.add({ data: Float32Array.from(numbers), batch: 2, classes: 4, rows: 1, columns: 1 });
    expect(best.all).toEqual(Float32Array.from([0.2, 0.4]));
  });

  it("keeps none where they are too many", () => {
    const best = new BestScores(1, undefined);
    const batch = 2 ** 20;
    best.add({ data: new Float32Array(batch), batch, classes: 1, rows: 1, columns: 1 });
    expect(best.all?.length).toBe(batch);
    best.add({ data: new Float32Array(1), batch: 1, classes: 1, rows: 1, columns: 1 });
    expect(best.all).toBeNull();
  });
});
