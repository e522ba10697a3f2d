/** @file Images made ready to be read: small ones decoded and kept, large ones once into a tiled file. */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { keyFile } from "../../files/cache-folder.ts";
import { decode } from "../../image/decode.ts";
import { inspectImage } from "../../image/inspect.ts";
import type { ImageFacts, Raster } from "../../image/raster.ts";
import { heldRaster } from "../../image/raster.ts";
import type { TiledRaster } from "../../image/tiled/tiled.ts";
import { makeTiled, openTiled, removeTiled } from "../../image/tiled/tiled.ts";
import { demandVersion, fileVersion, ofOneVersion } from "../../image/file-version.ts";
import type { Job } from "../jobs/job.ts";
import { unattended } from "../jobs/job.ts";
import { RecentlyUsed } from "../jobs/recently-used.ts";
import { withTime } from "../jobs/timing.ts";
import { Mutex } from "../jobs/mutex.ts";

export interface OpenImage {
  readonly facts: ImageFacts;
  readonly raster: Raster;
  /** Milliseconds from the file to pixels; of a large image those of its opening alone. */
  readonly decodeTime: number;
  /** Milliseconds of the conversion into a tiled file, where this made one. */
  readonly convertTime?: number;
  /** The same for the same file. */
  readonly key: string;
}

/** Makes the tiled file of a large image. @returns whether there was something to do */
export type Prepare = (path: string, job: Job) => Promise<boolean>;

export class ImageCache {
  private readonly prepare: Prepare;
  private readonly conversions = new Mutex();
  /** Tiled files are large: what is no longer looked at makes room on the disk, too. */
  private readonly open = new RecentlyUsed<OpenImage>(2, ({ key, facts }) => {
    if (facts.large) void removeTiled(tiledFile(key)).catch(() => undefined);
  });

  /** @param prepare who makes tiled files; in this process, where nobody is named */
  constructor(prepare: Prepare = prepareTiled) {
    this.prepare = prepare;
  }

  /** @throws UserError when the file is no whole image, or there is no room for the tiled file */
  async get(path: string, job: Job = unattended): Promise<OpenImage> {
    const key = await fileVersion(path);
    return this.open.get(key, () => this.load(path, key, job));
  }

  /** What the file says of its image; a small one is decoded, and kept for what comes next. */
  async facts(path: string): Promise<ImageFacts> {
    const facts = await inspectImage(path);
    return facts.large ? facts : (await this.get(path)).facts;
  }

  /** Kept by nobody but the caller. */
  async once(path: string, job: Job): Promise<OpenImage> {
    const key = await fileVersion(path);
    return this.open.peek(key) ?? this.load(path, key, job);
  }

  private load(path: string, key: string, job: Job): Promise<OpenImage> {
    return ofOneVersion(path, key, () => this.read(path, key, job));
  }

  private async read(path: string, key: string, job: Job): Promise<OpenImage> {
    const facts = await inspectImage(path);
    job.signal.throwIfAborted();
    if (facts.large) {
      // One after the other: each takes memory, disk and all cores.
      await this.conversions.run(job.signal, () => this.prepare(path, job));
      // It may have been made of another one.
      await demandVersion(path, key);
      const [raster, decodeTime] = await withTime(() => openTiled(tiledFile(key)));
      return { facts, raster, decodeTime, convertTime: await recorded(tiledFile(key)), key };
    }
    job.progress({ phase: "decode", done: 0, total: 1 });
    const [image, decodeTime] = await withTime(() => decode(path));
    job.progress({ phase: "decode", done: 1, total: 1 });
    return { facts, raster: heldRaster(image), decodeTime, key };
  }
}

/** Where the tiled file of an image lies. @param key `version` of it */
const tiledFile = (key: string): string => keyFile(["image", key], ".tif");

/** `Prepare`, in this process. */
export async function prepareTiled(path: string, job: Job): Promise<boolean> {
  const key = await fileVersion(path);
  if (!(await inspectImage(path)).large || existsSync(tiledFile(key))) return false;
  try {
    await ofOneVersion(path, key, () => convert(path, tiledFile(key), job));
  } catch (cause) {
    // Its pixels may be of both. What was stopped goes on for a moment, and is removed by whoever started this process.
    if (!job.signal.aborted) await removeTiled(tiledFile(key)).catch(() => undefined);
    throw cause;
  }
  return true;
}

/** The tiled file of a large image, made where it is not there; null for an image that is held in memory. */
export async function tiled(path: string, job: Job): Promise<TiledRaster | null> {
  if (!(await inspectImage(path)).large) return null;
  await prepareTiled(path, job);
  return openTiled(tiledFile(await fileVersion(path)));
}

/** Removes the tiled file of an image; one that changed or is gone keeps it until the app ends. */
export async function forgetTiled(path: string): Promise<void> {
  const key = await fileVersion(path).catch(() => null);
  if (key !== null) await forgetVersion(key);
}

/** The same for what the file was when it was opened. @param key of the open image */
export const forgetVersion = (key: string): Promise<void> =>
  removeTiled(tiledFile(key)).catch(() => undefined);

/** Converts, and puts on record how long it took: it may be another process that tells it. */
async function convert(path: string, target: string, { signal, progress }: Job): Promise<void> {
  const onProgress = (done: number, total: number): void => {
    progress({ phase: "convert", done, total });
  };
  const [, time] = await withTime(() => makeTiled(path, target, { signal, onProgress }));
  await writeFile(`${target}.time`, String(time));
}

const recorded = async (target: string): Promise<number> =>
  Number(await readFile(`${target}.time`, "utf8").catch(() => "0"));
