/** @file Runs the network tile by tile. */
import { because } from "../../../src-core/contract/message.ts";
import { said } from "../../../src-core/messages/said.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Tile } from "../../../src-core/tiling/plan.ts";
import { quarters } from "../../../src-core/tiling/plan.ts";
import type { Pixels, Run, Session } from "../../engine/engine.ts";
import { OutOfMemory } from "../../engine/engine.ts";
import type { Job } from "../jobs/job.ts";
import { Checkpoint } from "../jobs/job.ts";
import { finerTile } from "../../../src-core/tiling/finer.ts";
import { readTile } from "./detector-tile.ts";
import { joinPacked, packBoxes } from "./packed-boxes.ts";
import type { TileScores } from "./tile-scores.ts";
import { tileCells, ownScores, placePart, tilePixels } from "./tile-scores.ts";
import type { Raster } from "../../image/raster.ts";
import type { Subject } from "../subject/subject.ts";
import { withTime } from "../jobs/timing.ts";

/** What becomes of the parts; the next tile is run while one is taken. */
export interface Sink {
  /** Whether a tile's part is there already. */
  has(tile: Tile): boolean;
  take(tile: Tile, yielded: ComputedTile): Promise<void>;
}

/** What a tile gives. */
export interface TileResult {
  /** Its cells of the score map. */
  readonly part: TileScores;
  /** Boxes of a detector with anchors, packed, in pixels of the image that its network sees. */
  readonly boxes: Float64Array;
}

export interface ComputedTile extends TileResult {
  /** Milliseconds of the network alone. */
  readonly time: number;
}

const none = new Float64Array();

export class TileRunner {
  private readonly session: Session;
  private readonly subject: Subject;
  private readonly job: Job;
  /** What the network sees; whoever times it again may exchange it for one that has kept nothing. */
  raster: Raster;
  private readonly checkpoint: Checkpoint;
  /** Pixels that the engine had memory for; no tile may have more from then on. */
  private most = Infinity;
  /** Tiles that were cut further for want of memory. */
  private extra = 0;
  private readonly largest = { width: 0, height: 0 };
  /** Milliseconds of reading pixels that the network had to wait for. */
  waited = 0;
  /** Milliseconds of reading boxes out of the network's numbers. */
  decoded = 0;
  /** Milliseconds of putting scores in their place, which the network had to wait for. */
  placed = 0;

  constructor(session: Session, subject: Subject, job: Job) {
    this.session = session;
    this.subject = subject;
    this.job = job;
    this.raster = subject.raster;
    this.checkpoint = new Checkpoint(job);
  }

  /** What was run, as the result tells it. */
  get tiles(): { count: number; width: number; height: number; halo: number } {
    const { down, across, halo } = this.subject.plan;
    return { count: down * across + this.extra, ...this.largest, halo };
  }

  /**
   * Runs the tiles that the sink does not have yet, and reads the next one's pixels meanwhile.
   * @param onDone hears how many cells are done, and after how many milliseconds of the network
   * @returns milliseconds of the network alone, and how many cells it computed in them
   * @throws the signal's reason when the job is cancelled, at the latest after the current tile
   */
  async run(
    tiles: Iterable<Tile>,
    sink: Sink,
    onDone: (cells: number, time: number) => void,
  ): Promise<{ time: number; cells: number }> {
    const missing = [...tiles].filter((tile) => !sink.has(tile));
    let [time, cells] = [0, 0];
    this.extra = 0;
    let upcoming: ReturnType<typeof this.readAhead> | null = null;
    let taken: Promise<void> = Promise.resolve();
    for (const [index, tile] of missing.entries()) {
      await this.checkpoint.reach();
      // The clock runs before the first is asked for: scaling an image begins at once.
      const start = performance.now();
      const pixels = await (upcoming ?? this.readAhead(tile));
      this.waited += performance.now() - start;
      upcoming = this.readAhead(missing[index + 1]);
      const before = this.session.failure ?? null;
      const computed = await this.compute(tile, pixels);
      const failure = this.session.failure ?? null;
      if (failure !== before) {
        this.job.tell?.({
          type: "device-failed",
          ...(failure === null ? { reason: "" } : because(failure)),
        });
        // The time is that of one device, the one that goes on.
        time = cells = 0;
      }
      time += computed.time;
      const ended = performance.now();
      await taken;
      taken = sink.take(tile, computed);
      this.placed += performance.now() - ended;
      taken.catch(() => undefined); // it is awaited after the next tile
      cells += tileCells(tile);
      onDone(cells, time);
    }
    const ended = performance.now();
    await taken;
    this.placed += performance.now() - ended;
    return { time, cells };
  }

  private async compute(tile: Tile, pixels: Pixels | undefined): Promise<ComputedTile> {
    const known = pixels ?? (await this.read(tile));
    const count = known.width * known.height;
    if (count > this.most) return this.computeQuarters(tile);
    try {
      const [scores, taken] = await withTime(() => this.session.run(known));
      const { time } = scores;
      // The way to another process and back is none of the network's time.
      this.waited += Math.max(taken - time, 0);
      this.largest.width = Math.max(this.largest.width, known.width);
      this.largest.height = Math.max(this.largest.height, known.height);
      return { ...this.resultOf(scores, tile), time };
    } catch (cause) {
      if (!(cause instanceof OutOfMemory)) throw cause;
      this.most = count / 2;
      return this.computeQuarters(tile, cause);
    }
  }

  private resultOf(run: Run, tile: Tile): TileResult {
    const { model, facts, image, scale } = this.subject;
    const { detector, card } = model;
    const head = headOf(card.head).anchored;
    if (!detector || !head) return { part: ownScores(run, tile), boxes: none };
    const start = performance.now();
    const content = scale.letterboxed
      ? { width: image.width * scale.x, height: image.height * scale.y }
      : facts;
    const known = { detector, head, image: facts, content, scale: scale.index };
    const { heat, boxes } = readTile(known, run, tile, this.fine(tile));
    this.decoded += performance.now() - start;
    return { part: heat, boxes: packBoxes(boxes) };
  }

  private fine(tile: Tile): Tile {
    const { grid, finer } = this.subject;
    return finerTile(tile, finer, grid);
  }

  private async computeQuarters(tile: Tile, cause?: OutOfMemory): Promise<ComputedTile> {
    const { model, facts, path } = this.subject;
    if (model.detector?.form === "list")
      throw new UserError(
        "engine",
        said("analysis.there-enough-memory-network", {
          path,
          width: facts.width,
          height: facts.height,
        }),
        { cause },
      );
    const parts = quarters(model.surgery, facts, tile);
    const [first] = parts;
    if (!first)
      throw new UserError("engine", said("analysis.there-enough-memory-network-2", { path }), {
        cause,
      });
    if (cause) {
      this.job.tell?.({ type: "shrunk", ...tilePixels(first) });
      this.largest.width = this.largest.height = 0;
    }
    this.extra += parts.length - 1;
    const fine = this.fine(tile);
    const whole = new Float32Array(model.surgery.classes * tileCells(fine));
    const all: Float64Array[] = [];
    let total = 0;
    for (const quarter of parts) {
      await this.checkpoint.reach();
      const { part, boxes, time } = await this.compute(quarter, undefined);
      placePart(whole, fine, part, this.fine(quarter));
      all.push(boxes);
      total += time;
    }
    return { part: whole, boxes: joinPacked(all), time: total };
  }

  private readAhead(tile: Tile | undefined): Promise<Pixels | undefined> {
    const pixels = tile && this.fits(tile) ? this.read(tile) : Promise.resolve(undefined);
    pixels.catch(() => undefined); // it is awaited when its turn comes
    return pixels;
  }

  private fits(tile: Tile): boolean {
    const { width, height } = tilePixels(tile);
    return width * height <= this.most;
  }

  private async read(tile: Tile): Promise<Pixels> {
    const { raster } = this;
    const [x, y] = [tile.horizontal.start, tile.vertical.start];
    const size = tilePixels(tile);
    const data = await raster.read({ x, y, ...size });
    return { data, batch: 1, channels: raster.channels, ...size };
  }
}
