/**
 * @file What the single pass replaces: the untouched classifier on every window, in batches and one by one, in turns with the
 * pass where that is set beside.
 *
 * Only the network is timed, as for the pass; cutting the windows is not, which favours the baseline.
 */
import { setTimeout } from "node:timers/promises";
import type { Scores, Session } from "../../engine/engine.ts";
import type { Raster } from "../../image/raster.ts";
import { bestBatch } from "../windows/best-batch.ts";
import type { Grid } from "../windows/grid.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import { Moments } from "../jobs/moments.ts";
import { allCells, sampleCells } from "../windows/sample-cells.ts";
import type { DenseLease } from "../sessions/sessions.ts";
import { sleep } from "../jobs/timing.ts";
import type { CellPlace, WindowBatch } from "../windows/window-batches.ts";
import { windowBatches } from "../windows/window-batches.ts";

export interface BaselineOptions {
  readonly runs: number;
  /** Milliseconds of network time, or every window however long it takes. */
  readonly budget: number | "full";
  /** Whether each window has to be visited, because the scores themselves are wanted. */
  readonly complete: boolean;
  /** What becomes of the scores; each window's come once. */
  readonly onScores: (cells: readonly CellPlace[], scores: Scores) => Promise<void> | void;
  /** Most windows at once that memory and device allow. */
  readonly mostAtOnce?: number;
  /** What becomes of the scores of the way one by one; each window's come once. */
  readonly onSingle?: (scores: Scores) => void;
  /** The pass, timed once in each round: milliseconds for all cells; it tells how many were done when. */
  readonly pass?: (onDone: (cells: number, time: number) => void) => Promise<number>;
}

/** Milliseconds for all positions; of the pass, null where it was not set beside. */
export interface Round {
  readonly pass: number | null;
  readonly batched: number;
  readonly single: number;
}

/** How a round went: what was done when. Of the pass, nothing where it was not set beside. */
export type RecordedRound = Readonly<Record<keyof Round, Moments>>;

export interface BaselineRounds {
  readonly positions: number;
  readonly batch: number;
  /** Windows that were visited in each round; of fewer than all, the rest is assumed alike. */
  readonly measured: { readonly batched: number; readonly single: number };
  /** At least one. */
  readonly rounds: readonly Round[];
  /** Of the first ones. */
  readonly recorded: readonly RecordedRound[];
}

/** Rounds: more than anybody runs whose race is watched. */
const mostRecorded = 9;

/** Bytes of windows that are kept from one run to the next, so that a sample all over a large image is cut only once. */
const mostKept = 64 * 2 ** 20;

/** Shares of the budget. */
const shares = { choice: 0.1, batched: 0.5, single: 0.4 } as const;

/** One of the two ways, with the windows that it visits. */
interface Way {
  readonly measured: number;
  readonly windows: () => AsyncIterable<WindowBatch> | Iterable<WindowBatch>;
  /** Off the clock: whoever comes second would find warm caches and busy threads. */
  readonly warmUp: WindowBatch;
}

/** The classifier on the windows of one image. */
export class Baseline {
  private readonly session: Session;
  private readonly largestBatch: number;
  private readonly image: Raster;
  private readonly grid: Grid;
  private readonly job: Job;
  private readonly checkpoint: Checkpoint;

  constructor(
    { session, largestBatch }: Pick<DenseLease, "session" | "largestBatch">,
    image: Raster,
    grid: Grid,
    job: Job,
  ) {
    this.session = session;
    this.image = image;
    this.grid = grid;
    this.job = job;
    this.largestBatch = largestBatch;
    this.checkpoint = new Checkpoint(job);
  }

  /** Windows that lie inside the image. */
  private get positions(): number {
    const { columns, rows } = this.grid.visited;
    return columns * rows;
  }

  /**
   * Round by round, pass and windows in turns: whatever else the machine does reaches them all.
   * @throws the signal's reason when the job is cancelled
   */
  async measure(options: BaselineOptions): Promise<BaselineRounds> {
    const { positions } = this;
    const { runs, complete, onScores, onSingle, pass } = options;
    const budget = options.budget === "full" ? Infinity : options.budget;
    const { batch, perWindow } = await bestBatch({
      most: Math.min(positions, this.largestBatch, options.mostAtOnce ?? Infinity),
      isFixed: Number.isFinite(this.largestBatch),
      budget: budget * shares.choice,
      cut: async (size) => kept(this.cut(allCells(size), size)),
      time: (windows) => this.timeOf(windows),
      progress: (done, total) => {
        this.job.progress({ phase: "batch-size", done, total });
      },
    });
    const few = Math.min(positions, 16);
    const one = (await this.timeOf(this.cut(allCells(few), 1))) / few;
    const enough = Math.floor((budget * shares.batched) / (positions * perWindow));
    const count = complete ? Math.max(1, Math.min(runs, enough)) : runs;
    const affordable = (share: number, each: number): number =>
      Math.floor((budget * share) / (count * each));
    const batched = await this.way(
      batch,
      complete ? positions : affordable(shares.batched, perWindow),
    );
    const single = await this.way(1, affordable(shares.single, one));
    const total = count * (batched.measured + single.measured);
    let done = 0;
    const visited = (windows: number): void => {
      done += windows;
      this.job.progress({ phase: "turns", done, total });
    };
    visited(0);
    const rounds: Round[] = [];
    const recorded: RecordedRound[] = [];
    while (rounds.length < count) {
      const isFirst = rounds.length === 0;
      const isRace = pass !== undefined;
      const went = { pass: new Moments(), batched: new Moments(), single: new Moments() };
      const onDone = (cells: number, time: number): void => {
        went.pass.reached(time, cells);
      };
      rounds.push({
        pass: (await pass?.(onDone)) ?? null,
        batched: await this.turn(batched, isRace, went.batched, async (cells, scores) => {
          if (isFirst) await onScores(cells, scores);
          visited(cells.length);
        }),
        single: await this.turn(single, isRace, went.single, ({ length }, scores) => {
          if (isFirst) onSingle?.(scores);
          visited(length);
        }),
      });
      if (recorded.length < mostRecorded) recorded.push(went);
    }
    const measured = { batched: batched.measured, single: single.measured };
    return { positions, batch, measured, rounds, recorded };
  }

  /** All windows where so many can be afforded, else a random sample of whole batches. */
  private async way(batch: number, affordable: number): Promise<Way> {
    const { positions } = this;
    const whole = Math.max(Math.floor(affordable / batch) * batch, batch);
    const measured = affordable >= positions ? positions : Math.min(positions, whole);
    const cut = (): AsyncIterable<WindowBatch> => {
      const cells = measured < positions ? sampleCells(positions, measured) : allCells(positions);
      return this.cut(cells, batch);
    };
    const bytes = measured * this.grid.width * this.grid.height * this.image.channels;
    const windows = bytes <= mostKept ? await kept(cut()) : null;
    const [warmUp] = windows ?? (await kept(this.cut(allCells(batch), batch)));
    if (!warmUp) throw new RangeError("there are no windows");
    return { measured, windows: () => windows ?? cut(), warmUp };
  }

  /** @returns milliseconds for all positions */
  private async turn(
    { measured, windows, warmUp }: Way,
    isRace: boolean,
    went: Moments,
    visit: Visit,
  ): Promise<number> {
    if (isRace) {
      await setTimeout(sleep);
      await this.session.run(warmUp.pixels);
    }
    return ((await this.timeOf(windows(), visit, went)) * this.positions) / measured;
  }

  private cut(indices: Iterable<number>, batch: number): AsyncGenerator<WindowBatch> {
    return windowBatches(this.image, this.grid, indices, batch);
  }

  /** Time of the network over windows. */
  private async timeOf(
    windows: AsyncIterable<WindowBatch> | Iterable<WindowBatch>,
    visit: Visit = () => undefined,
    went: Moments | null = null,
  ): Promise<number> {
    let [total, done] = [0, 0];
    for await (const { cells, pixels } of windows) {
      await this.checkpoint.reach();
      const scores = await this.session.run(pixels);
      total += scores.time;
      done += cells.length;
      went?.reached(total, done);
      await visit(cells, scores);
    }
    return total;
  }
}

type Visit = (cells: readonly CellPlace[], scores: Scores) => Promise<void> | void;

async function kept(windows: AsyncIterable<WindowBatch>): Promise<WindowBatch[]> {
  const all: WindowBatch[] = [];
  for await (const batch of windows) all.push(batch);
  return all;
}
