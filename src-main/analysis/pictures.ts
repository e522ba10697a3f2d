/**
 * @file What is looked at while the engine is busy: images and heat-maps in tiles. It needs no engine, and so has a process
 * of its own: converting a large image can be stopped by ending it, and what that took of memory goes back with it.
 */
import { said } from "../../src-core/messages/said.ts";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import { fileVersion } from "../image/file-version.ts";
import { regionOf } from "../image/region.ts";
import type { TiledRaster } from "../image/tiled/tiled.ts";
import { ScoreStore } from "../output/score-store.ts";
import { forgetTiled, ImageCache, prepareTiled, tiled } from "./subject/image-cache.ts";
import type { Job } from "./jobs/job.ts";
import { unattended } from "./jobs/job.ts";
import { storeFolder } from "./pass/maps.ts";
import { RecentlyUsed } from "./jobs/recently-used.ts";
import type { Scale } from "./subject/scales.ts";
import type { SubjectRequest } from "./subject/subject.ts";
import { subjectKey } from "./subject/open-subjects.ts";

/** One tile of a heat-map's layer. */
export interface HeatTile {
  /** rows × columns */
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

export interface HeatRequest {
  readonly subject: SubjectRequest;
  /** Of the image that the map belongs to. */
  readonly scale: Pick<Scale, "size" | "factor">;
  readonly level: number;
  /** Place of the tile. */
  readonly row: number;
  readonly column: number;
  readonly shown: number | "objects";
  readonly background: number | undefined;
  /** How many of a cell's numbers are classes. */
  readonly classes: number;
}

export interface Pictures {
  /**
   * Makes a large image ready to be read in tiles; nothing has to be done for others.
   * @returns whether there was something to do
   */
  prepare(path: string, job: Job): Promise<boolean>;
  /** A tile of a large image's pyramid, encoded. */
  tile(path: string, level: number, column: number, row: number): Promise<Uint8Array>;
  /** A part of any image as PNG, at most `longest` pixels wide and high. */
  region(path: string, area: Rectangle, longest: number): Promise<Uint8Array>;
  /** A tile of a heat-map that lies on the disk, as far as it is there. */
  heat(request: HeatRequest): Promise<HeatTile>;
  /** Removes the tiled file of an image that is no longer looked at. */
  forget(path: string): Promise<void>;
}

/** The pictures, in this process. */
export class LocalPictures implements Pictures {
  private readonly images = new ImageCache();
  private readonly large = new RecentlyUsed<TiledRaster | null>(4);
  private readonly stores = new RecentlyUsed<ScoreStore>(4);

  /** It does not listen while it converts. */
  async prepare(path: string, job: Job): Promise<boolean> {
    job.running?.(true);
    return prepareTiled(path, job);
  }

  async tile(path: string, level: number, column: number, row: number): Promise<Uint8Array> {
    const raster = await this.pyramid(path);
    if (!raster) throw new UserError("not-found", said("analysis.looked-whole-tiles", { path }));
    return found(() => raster.picture(level, column, row));
  }

  async region(path: string, area: Rectangle, longest: number): Promise<Uint8Array> {
    const raster = (await this.pyramid(path)) ?? (await this.images.get(path)).raster;
    return found(() => regionOf(raster, area, longest));
  }

  async heat(request: HeatRequest): Promise<HeatTile> {
    const { subject, scale, level, row, column, shown, background, classes } = request;
    const folder = storeFolder(subjectKey(await fileVersion(subject.path), subject, scale));
    // A new pass in other tiles makes a new store in the same place.
    const made = await stat(join(folder, "zarr.json")).catch(() => null);
    const store = await this.stores.get(`${folder} ${made?.ino ?? 0}`, async () => {
      const opened = await ScoreStore.open(folder);
      if (!opened) throw new UserError("not-found", said("analysis.score-map-no-longer"));
      return opened;
    });
    return found(() => store.plane(level, row, column, shown, background, classes));
  }

  forget(path: string): Promise<void> {
    return forgetTiled(path);
  }

  private async pyramid(path: string): Promise<TiledRaster | null> {
    return this.large.get(await fileVersion(path), () => tiled(path, unattended));
  }
}

/** What lies outside is not there. */
async function found<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UserError("not-found", cause.message, { cause });
  }
}
