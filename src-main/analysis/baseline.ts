/**
 * @file What the single pass replaces: the untouched classifier on every window, in batches and one by one.
 *
 * Only the network is timed, as for the pass; cutting the windows is not, which favours the baseline.
 */
import type { WindowTimings } from "../../src-core/contract/analysis.ts";
import type { Scores, Session } from "../engine/engine.ts";
import type { Raster } from "../image/raster.ts";
import type { Grid } from "./grid.ts";
import type { Job } from "./job.ts";
import { Breath } from "./job.ts";
import { allCells, sampleCells } from "./sample.ts";
import type { DenseSession } from "./sessions.ts";
import type { Spread } from "./timing.ts";
import { spread } from "./timing.ts";
import type { CellPlace, WindowBatch } from "./windows.ts";
import { windowBatches } from "./windows.ts";

const batchSizes = [16, 64, 256] as const;

export interface BaselineOptions {
  readonly runs: number;
  /** Milliseconds of network time, or every window however long it takes. */
  readonly budget: number | "full";
  /** Whether each window has to be visited, because the scores themselves are wanted. */
  readonly complete: boolean;
  /** What becomes of the scores; each window's come once. */
  readonly onScores: (cells: readonly CellPlace[], scores: Scores) => Promise<void> | void;
}

/** Bytes of windows that are kept from one run to the next, so that a sample all over a large image is cut only once. */
const mostKept = 64 * 2 ** 20;

/** Shares of the budget. */
const shares = { choice: 0.1, batched: 0.5, single: 0.4 } as const;

/** The classifier on the windows of one image. */
export class Baseline {
  private readonly session: Session;
  private readonly largestBatch: number;
  private readonly image: Raster;
  private readonly grid: Grid;
  private readonly job: Job;
  private readonly breath: Breath;

  constructor(
    { session, largestBatch }: Pick<DenseSession, "session" | "largestBatch">,
    image: Raster,
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
    const { positions } = this;
    const budget = options.budget === "full" ? Infinity : options.budget;
    const { batch, perWindow } = await this.bestBatch(budget * shares.choice);
    const batched = await this.repeat("batched", batch, perWindow, {
      ...options,
      budget: budget * shares.batched,
    });
    const few = Math.min(positions, 16);
    const one = await this.timeOf(this.cut(allCells(few), 1));
    const single = await this.repeat("single", 1, one / few, {
      ...options,
      budget: budget * shares.single,
      complete: false,
      onScores: () => undefined,
    });
    return { positions, batched: { batch, ...batched }, single };
  }

  /** The batch size with the least time per window, measured on a few batches each. */
  private async bestBatch(budget: number): Promise<{ batch: number; perWindow: number }> {
    const most = Math.min(this.positions, this.largestBatch);
    // A network whose file fixes its batch is run in that one.
    const sizes = Number.isFinite(this.largestBatch)
      ? []
      : batchSizes.filter((size) => size <= most);
    let best = { batch: 0, perWindow: Infinity };
    for (const [index, batch] of (sizes.length > 0 ? sizes : [most]).entries()) {
      // A batch that alone would take the whole share is not tried, the smallest is.
      if (best.perWindow < Infinity && best.perWindow * batch * 2 > budget) break;
      const windows = await kept(this.cut(allCells(batch), batch));
      await this.timeOf(windows); // warm-up
      const times: number[] = [];
      const start = performance.now();
      const enough = Math.min(budget / sizes.length, 300);
      while (times.length < 3 || (times.length < 20 && performance.now() - start < enough)) {
        times.push(await this.timeOf(windows));
        if (performance.now() - start > budget) break;
      }
      const perWindow = spread(times).median / batch;
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
    const { positions } = this;
    const affordable = Math.floor(budget / (runs * perWindow * batch)) * batch;
    const measured = complete ? positions : Math.min(positions, Math.max(affordable, batch));
    const cut = (): AsyncIterable<WindowBatch> => {
      const cells = measured < positions ? sampleCells(positions, measured) : allCells(positions);
      return this.cut(cells, batch);
    };
    const bytes = measured * this.grid.width * this.grid.height * this.image.channels;
    const windows = bytes <= mostKept ? await kept(cut()) : null;
    const enough = Math.floor(budget / (measured * perWindow));
    const times: number[] = [];
    const repeats = complete ? Math.max(1, Math.min(runs, enough)) : runs;
    this.job.progress({ phase, done: 0, total: repeats * measured });
    for (let run = 0; run < repeats; run++) {
      let visited = 0;
      const time = await this.timeOf(windows ?? cut(), async (cells, scores) => {
        if (run === 0) await onScores(cells, scores);
        visited += cells.length;
        this.job.progress({ phase, done: run * measured + visited, total: repeats * measured });
      });
      times.push((time * positions) / measured);
    }
    return { ...spread(times), measured, extrapolated: measured < positions };
  }

  private cut(indices: Iterable<number>, batch: number): AsyncGenerator<WindowBatch> {
    return windowBatches(this.image, this.grid, indices, batch);
  }

  /** Time of the network over windows. */
  private async timeOf(
    windows: AsyncIterable<WindowBatch> | Iterable<WindowBatch>,
    visit: (cells: readonly CellPlace[], scores: Scores) => Promise<void> | void = () => undefined,
  ): Promise<number> {
    let total = 0;
    for await (const { cells, pixels } of windows) {
      await this.breath.take();
      const scores = await this.session.run(pixels);
      total += scores.time;
      await visit(cells, scores);
    }
    return total;
  }
}

async function kept(windows: AsyncIterable<WindowBatch>): Promise<WindowBatch[]> {
  const all: WindowBatch[] = [];
  for await (const batch of windows) all.push(batch);
  return all;
}
