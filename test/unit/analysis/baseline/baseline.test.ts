import { describe, expect, it } from "vitest";
import type { Progress } from "../../../../src-core/contract/api.ts";
import { Baseline } from "../../../../src-main/analysis/baseline/baseline.ts";
import type { Grid } from "../../../../src-main/analysis/windows/grid.ts";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import type { CellPlace } from "../../../../src-main/analysis/windows/window-batches.ts";
import type { Session } from "../../../../src-main/engine/engine.ts";
import { heldRaster } from "../../../../src-main/image/raster.ts";

const grid: Grid = {
  columns: 20,
  rows: 10,
  strideX: 2,
  strideY: 3,
  width: 4,
  height: 4,
  visited: { columns: 20, rows: 10 },
};
const data = Uint8Array.from({ length: 42 * 31 }, (_, i) => i % 251);
const image = heldRaster({ data, width: 42, height: 31, channels: 1 });
const indexOf = ({ row, column }: CellPlace): number => row * 20 + column;

/** A classifier of one class whose score is its window's first pixel; it says that it takes so many ms per window. */
function fake(perWindow = 0): Session & { readonly batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    run({ data, batch, width, height }) {
      batches.push(batch);
      const first = Array.from({ length: batch }, (_, i) => data[i * width * height] ?? NaN);
      const scores = { data: Float32Array.from(first), batch, classes: 1, rows: 1, columns: 1 };
      return Promise.resolve({ ...scores, time: perWindow * batch });
    },
    release: () => Promise.resolve(),
  };
}

const expectedScore = (cell: number): number =>
  data[Math.floor(cell / 20) * 3 * 42 + (cell % 20) * 2] ?? NaN;

describe("Baseline", () => {
  it("visits exactly the cells of the map, each with its own window", async () => {
    const seen = new Map<number, number>();
    const timings = await new Baseline(
      { session: fake(), largestBatch: Infinity },
      image,
      grid,
      unattended,
    ).measure({
      runs: 2,
      budget: "full",
      complete: false,
      onScores: (cells, { data }) => {
        for (const [place, cell] of cells.entries()) seen.set(indexOf(cell), data[place] ?? NaN);
      },
    });
    expect([...seen.keys()]).toEqual(Array.from({ length: 200 }, (_, cell) => cell));
    expect([...seen].every(([cell, score]) => score === expectedScore(cell))).toBe(true);
    expect(timings.positions).toBe(200);
    expect(timings.measured).toEqual({ batched: 200, single: 200 });
    expect(timings.rounds.length).toBe(2);
    expect([16, 64]).toContain(timings.batch);
  });

  it("measures a sample where the budget is short, and says so", async () => {
    const cells = new Set<number>();
    const timings = await new Baseline(
      { session: fake(1), largestBatch: Infinity },
      image,
      grid,
      unattended,
    ).measure({
      runs: 2,
      budget: 200,
      complete: false,
      onScores: (part) => {
        for (const cell of part) cells.add(indexOf(cell));
      },
    });
    // Two rounds: half of the budget is for batches of 16, two fifths are for single windows.
    expect(timings).toMatchObject({ batch: 16, measured: { batched: 48, single: 40 } });
    expect(cells.size).toBe(48);
    // Told for all 200 positions.
    for (const { batched, single } of timings.rounds) expect([batched, single]).toEqual([200, 200]);
  });

  it("takes turns with the pass, round by round", async () => {
    const session = fake();
    const order: string[] = [];
    const told: Session = {
      ...session,
      run: (pixels) => {
        const who = pixels.batch > 1 ? "batched" : "single";
        if (order.at(-1) !== who) order.push(who);
        return session.run(pixels);
      },
    };
    const { rounds } = await new Baseline(
      { session: told, largestBatch: Infinity },
      image,
      grid,
      unattended,
    ).measure({
      runs: 3,
      budget: "full",
      complete: false,
      onScores: () => undefined,
      pass: () => {
        order.push("pass");
        return Promise.resolve(7);
      },
    });
    expect(rounds.map(({ pass }) => pass)).toEqual([7, 7, 7]);
    const from = order.indexOf("pass");
    expect(order.slice(from)).toEqual([1, 2, 3].flatMap(() => ["pass", "batched", "single"]));
  });

  it("visits every window where the scores themselves are wanted", async () => {
    const cells = new Set<number>();
    await new Baseline(
      { session: fake(), largestBatch: Infinity },
      image,
      grid,
      unattended,
    ).measure({
      runs: 5,
      budget: 0.001,
      complete: true,
      onScores: (part) => {
        for (const cell of part) cells.add(indexOf(cell));
      },
    });
    expect(cells.size).toBe(200);
  });

  it("never reports a phase going backwards, and ends each of them", async () => {
    const reports: Progress[] = [];
    const job = { ...unattended, progress: (report: Progress) => reports.push(report) };
    await new Baseline({ session: fake(), largestBatch: Infinity }, image, grid, job).measure({
      runs: 2,
      budget: "full",
      complete: false,
      onScores: () => undefined,
    });
    for (const phase of ["batch-size", "turns"]) {
      const part = reports.filter((report) => report.phase === phase);
      expect(part.every(({ done }, i) => done >= (part[i - 1]?.done ?? 0))).toBe(true);
      expect(part.at(-1)?.done).toBe(part.at(-1)?.total);
    }
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    const session = fake();
    const measured = new Baseline({ session, largestBatch: Infinity }, image, grid, {
      signal: controller.signal,
      progress: ({ phase, done }) => {
        if (phase === "turns" && done > 500) controller.abort();
      },
    }).measure({ runs: 50, budget: "full", complete: false, onScores: () => undefined });
    await expect(measured).rejects.toThrow("aborted");
    const visited = session.batches.length;
    expect(visited).toBeLessThan(50 * 200);
    await new Promise(setImmediate);
    expect(session.batches.length).toBe(visited);
  });
});
