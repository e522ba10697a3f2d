/**
 * @file What the single pass replaces: the untouched classifier on every window, in batches and one by one.
 *
 * Only the network is timed, as for the pass; cutting the windows is not, which favours the baseline.
 */
import type { WindowTimings } from "../../src-core/contract/analysis.ts";
import type { Pixels, Scores, Session } from "../engine/engine.ts";
import type { Grid } from "./grid.ts";
import { cellOf } from "./grid.ts";
import type { Job } from "./job.ts";
import { Breath } from "./job.ts";
import { allCells, sampleCells } from "./sample.ts";
import type { DenseSession } from "./sessions.ts";
import type { Spread } from "./timing.ts";
import { spread, timed } from "./timing.ts";
import { cutWindows } from "./windows.ts";

const batchSizes = [16, 64, 256] as const;

export interface BaselineOptions {
  readonly runs: number;
  /** Milliseconds of network time, or every window however long it takes. */
  readonly budget: number | "full";
  /** Whether each window has to be visited, because the scores themselves are wanted. */
  readonly complete: boolean;
  readonly onScores: (cells: readonly number[], scores: Scores) => void;
}

/** Shares of the budget. */
const shares = { choice: 0.1, batched: 0.5, single: 0.4 } as const;

/** The classifier on the windows of one image. */
export class Baseline {
  private readonly session: Session;
  private readonly largestBatch: number;
  private readonly image: Pixels;
  private readonly grid: Grid;
  private readonly job: Job;
  private readonly breath: Breath;

  constructor(
    { session, largestBatch }: Pick<DenseSession, "session" | "largestBatch">,
    image: Pixels,
    grid: Grid,
    job: Job,
  ) {
    [this.session, this.image, this.grid, this.job] = [session, image, grid, job];
    this.largestBatch = largestBatch;
    this.breath = new Breath(job);
  }

  /** Windows that lie inside the image. */
  private get positions(): number {
    const { columns, rows } = this.grid.visited;
    return columns * rows;
  }

  /** @throws the signal's reason when the job is cancelled */
  async measure(options: BaselineOptions): Promise<WindowTimings> {
    const positions = this.positions;
    const budget = options.budget === "full" ? Infinity : options.budget;
    const { batch, perWindow } = await this.bestBatch(budget * shares.choice);
    const batched = await this.repeat("batched", batch, perWindow, {
      ...options,
      budget: budget * shares.batched,
    });
    const one = await this.timeOf(allCells(Math.min(positions, 16)), 1);
    const single = await this.repeat("single", 1, one / Math.min(positions, 16), {
      ...options,
      budget: budget * shares.single,
      complete: false,
      onScores: () => undefined,
    });
    return { positions, batched: { batch, ...batched }, single };
  }

  /** The batch size with the least time per window, measured on a few batches each. */
  private async bestBatch(budget: number): Promise<{ batch: number; perWindow: number }> {
    const positions = this.positions;
    const most = Math.min(positions, this.largestBatch);
    const sizes = batchSizes.filter((size) => size <= most);
    let best = { batch: 0, perWindow: Infinity };
    for (const [index, batch] of (sizes.length > 0 ? sizes : [most]).entries()) {
      // A batch that alone would take the whole share is not tried, the smallest is.
      if (best.perWindow < Infinity && best.perWindow * batch * 2 > budget) break;
      const cells = sampleCells(positions, batch);
      await this.timeOf(cells, batch); // warm-up
      const times: number[] = [];
      const start = performance.now();
      const enough = Math.min(budget / sizes.length, 300);
      while (times.length < 3 || (times.length < 20 && performance.now() - start < enough)) {
        times.push(await this.timeOf(cells, batch));
        if (performance.now() - start > budget) break;
      }
      const perWindow = spread(times).median / cells.length;
      if (perWindow < best.perWindow) best = { batch, perWindow };
      this.job.progress({ phase: "batch-size", done: index + 1, total: sizes.length || 1 });
    }
    return best;
  }

  /** Median, min and max of the time for all positions: all are visited where the budget allows it, else a random sample. */
  private async repeat(
    phase: "batched" | "single",
    batch: number,
    perWindow: number,
    { runs, budget, complete, onScores }: BaselineOptions & { budget: number },
  ): Promise<Spread & { measured: number; extrapolated: boolean }> {
    const positions = this.positions;
    const affordable = Math.floor(budget / (runs * perWindow * batch)) * batch;
    const measured = complete ? positions : Math.min(positions, Math.max(affordable, batch));
    const cells = measured < positions ? sampleCells(positions, measured) : allCells(positions);
    const enough = Math.floor(budget / (measured * perWindow));
    const times: number[] = [];
    const repeats = complete ? Math.max(1, Math.min(runs, enough)) : runs;
    this.job.progress({ phase, done: 0, total: repeats * measured });
    for (let run = 0; run < repeats; run++) {
      const time = await this.timeOf(cells, batch, (part, scores, visited) => {
        if (run === 0) onScores(part, scores);
        this.job.progress({ phase, done: run * measured + visited, total: repeats * measured });
      });
      times.push((time * positions) / measured);
    }
    return { ...spread(times), measured, extrapolated: measured < positions };
  }

  /** Time of the network over the windows of `cells`, `batch` at a time. */
  private async timeOf(
    cells: readonly number[],
    batch: number,
    visit: (cells: readonly number[], scores: Scores, visited: number) => void = () => undefined,
  ): Promise<number> {
    let total = 0;
    for (let start = 0; start < cells.length; start += batch) {
      await this.breath.take();
      const part = cells.slice(start, start + batch).map((index) => cellOf(this.grid, index));
      const windows = cutWindows(this.image, this.grid, part);
      const [scores, time] = await timed(() => this.session.run(windows));
      total += time;
      visit(part, scores, start + part.length);
    }
    return total;
  }
}
