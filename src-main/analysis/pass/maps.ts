/** @file Score maps: in memory where they fit, else on the disk, written while the pass runs. */
import { raw, said } from "../../../src-core/messages/said.ts";
import { renameSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { HeatLayer, ScoreRange } from "../../../src-core/contract/api.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { ScoreMap } from "../../../src-core/overlay/plane.ts";
import type { Candidate } from "../../../src-core/detection/candidate.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { finerPlan, finerTile } from "../../../src-core/tiling/finer.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import { levelsOf } from "../../../src-core/tiling/plan.ts";
import { keyFile } from "../../files/cache-folder.ts";
import { freeFor } from "../../files/free-space.ts";
import { partOf } from "../../files/temporaries.ts";
import { heldScores } from "../../output/held-scores.ts";
import type { ScoreSource } from "../../output/score-source.ts";
import { ScoreStore } from "../../output/score-store.ts";
import { cellsNotFinite, rangeOf } from "../../output/tile-ranges.ts";
import type { Job } from "../jobs/job.ts";
import { placePart } from "./tile-scores.ts";
import type { Subject } from "../subject/subject.ts";
import { BoxFiles } from "./box-files.ts";
import { unpackBoxes } from "./packed-boxes.ts";
import type { Sink, TileResult } from "./tile-runner.ts";

/** Bytes of a map that is held in memory; a larger one is written to the disk. */
const largestHeld = 32 * 2 ** 20;

/** Bytes of a map that the windows alone may fill: they have nothing to write it to while they run. */
const largestFilled = 10 ** 9;

/** Where a pass puts its scores. */
export interface MapSink extends Sink {
  /** What a detector with anchors has found in the tiles that were taken, from that score on. */
  boxes(floor: number): Promise<readonly Candidate[]>;
  /** What can be looked at; of a held map only once every tile was taken. */
  readonly source: ScoreSource;
  /** Null where the map is held. */
  readonly layer: HeatLayer | null;
  readonly held: ScoreMap | null;
  /** Cells of which a class has NaN or infinity. */
  readonly notFinite: number;
  /** Of all scores that are finite numbers. */
  readonly range: ScoreRange;
}

const bytesOf = ({ model, grid }: Subject): number =>
  4 * model.surgery.classes * grid.rows * grid.columns;

const isStored = (subject: Subject): boolean => bytesOf(subject) > largestHeld;

/** @throws UserError where the map of the windows alone would not fit in memory */
export function checkHoldable(subject: Subject): Subject {
  const bytes = bytesOf(subject);
  if (bytes <= largestFilled) return subject;
  const { rows, columns } = subject.grid;
  throw new UserError(
    "image-too-large",
    said("analysis.scores-windows-need-most", {
      path: subject.path,
      count: rows * columns,
      bytes,
      largestFilled,
    }),
  );
}

/** @throws UserError where there is no room on the disk */
export function openSink(subject: Subject, job: Job): Promise<MapSink> {
  return isStored(subject) ? StoredSink.open(subject, job) : Promise.resolve(new HeldSink(subject));
}

/** The folder of a map on the disk. @param key of the subject */
export const storeFolder = (key: string): string => keyFile(["map", key], ".ome.zarr");

/** Its name is free at once, for the next map of this key. What cannot be removed goes at the app's end. */
export async function removeStore(key: string): Promise<void> {
  const folder = storeFolder(key);
  const removed = partOf(folder);
  try {
    renameSync(folder, removed);
  } catch {
    // Nothing is there, or somebody reads it on a system that keeps the name until then.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return;
  }
  await rm(removed, { recursive: true, force: true }).catch(() => undefined);
}

class HeldSink implements MapSink {
  private readonly subject: Subject;
  readonly layer = null;
  private map: ScoreMap | null = null;
  private readonly found: Float64Array[] = [];
  private readonly there = new Set<string>();

  constructor(subject: Subject) {
    this.subject = subject;
  }

  get held(): ScoreMap {
    this.map ??= emptyMap(this.subject);
    return this.map;
  }

  get source(): ScoreSource {
    return heldScores(this.held);
  }

  get notFinite(): number {
    return cellsNotFinite(this.held);
  }

  get range(): ScoreRange {
    return rangeOf(this.held.data);
  }

  has({ row, column }: Tile): boolean {
    return this.there.has(`${row} ${column}`);
  }

  boxes(floor: number): Promise<readonly Candidate[]> {
    const { index } = this.subject.scale;
    return Promise.resolve(this.found.flatMap((one) => [...unpackBoxes(one, index, floor)]));
  }

  take(tile: Tile, { part, boxes }: TileResult): Promise<void> {
    const { plan, model, grid, finer } = this.subject;
    const { rows, columns } = grid;
    // A tile that is the whole map needs no copy.
    if (plan.down * plan.across === 1)
      this.map = { data: part, classes: model.surgery.classes, rows, columns };
    else placePart(this.held.data, wholeOf(this.subject), part, finerTile(tile, finer, grid));
    if (boxes.length > 0) this.found.push(boxes);
    this.there.add(`${tile.row} ${tile.column}`);
    return Promise.resolve();
  }
}

class StoredSink implements MapSink {
  private readonly subject: Subject;
  private readonly store: ScoreStore;
  private readonly written: BoxFiles;
  private readonly path: string;
  private readonly job: Job;
  readonly held = null;

  private constructor(store: ScoreStore, subject: Subject, job: Job) {
    this.store = store;
    this.subject = subject;
    this.path = subject.path;
    this.job = job;
    this.written = new BoxFiles(store.folder);
  }

  static async open(subject: Subject, job: Job): Promise<StoredSink> {
    const { model, grid, path, key, finer } = subject;
    const plan = finerPlan(subject.plan, finer, grid);
    const folder = storeFolder(key);
    const { rows, columns, strideX, strideY, width: windowWidth, height: windowHeight } = grid;
    const { classes } = model.surgery;
    return inCache(path, async () => {
      if (!(await ScoreStore.open(folder))) await freeFor(folder, bytesOf(subject) * (4 / 3));
      const store = await ScoreStore.create(folder, {
        classes,
        rows,
        columns,
        tile: plan.tile,
        levels: levelsOf(plan),
        placement: { rows, columns, strideX, strideY, windowWidth, windowHeight },
        name: path,
        labels: headOf(model.card.head).planes,
      });
      return new StoredSink(store, subject, job);
    });
  }

  get source(): ScoreSource {
    return this.store;
  }

  get notFinite(): number {
    return this.store.notFinite;
  }

  get range(): ScoreRange {
    return this.store.range;
  }

  get layer(): HeatLayer {
    return this.store.layer;
  }

  has({ row, column }: Tile): boolean {
    return this.store.has(row, column);
  }

  boxes(floor: number): Promise<readonly Candidate[]> {
    const { plan, scale } = this.subject;
    return this.written.all(plan, scale.index, floor);
  }

  async take(tile: Tile, { part, boxes }: TileResult): Promise<void> {
    const { subject } = this;
    const { row, column, vertical, horizontal } = finerTile(tile, subject.finer, subject.grid);
    await inCache(this.path, async () => {
      // Before the scores: where they are there, the tile is.
      if (subject.model.detector) await this.written.write(row, column, boxes);
      await this.store.write(row, column, part);
    });
    const area = {
      row: vertical.from,
      column: horizontal.from,
      rows: vertical.to - vertical.from,
      columns: horizontal.to - horizontal.from,
    };
    this.job.tell?.({ type: "cells", area, range: this.store.range });
  }
}

/** A full disk there is no fault of the folder that results are written to. */
async function inCache<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== "disk-full") throw cause;
    const message = said("analysis.score-map-needs-room", {
      path,
      why: cause.said ?? raw(cause.message),
    });
    throw new UserError("cache-full", message, { cause });
  }
}

/** What is only timed needs no place. */
export const nowhere: Sink = {
  has: () => false,
  take: () => Promise.resolve(),
};

/** A map without scores yet: NaN. */
export function emptyMap({ model, grid: { rows, columns } }: Subject): ScoreMap {
  const { classes } = model.surgery;
  return { data: new Float32Array(classes * rows * columns).fill(NaN), classes, rows, columns };
}

/** The whole map as one tile, to place others in. */
function wholeOf({ grid }: Subject): Pick<Tile, "vertical" | "horizontal"> {
  const all = (to: number): Tile["vertical"] => ({ from: 0, to, start: 0, end: 0, skip: 0 });
  return { vertical: all(grid.rows), horizontal: all(grid.columns) };
}
