/** @file The images that the window knows by opaque ids; their paths stay here. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { ReadableStream } from "node:stream/web";
import type { OpenedImage } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { Job } from "../analysis/job.ts";
import type { Pictures } from "../analysis/pictures.ts";
import { pyramidOf } from "../image/pyramid.ts";
import { receive } from "./receive.ts";

export interface HeldImage extends OpenedImage {
  readonly path: string;
  /** Whether the file is ours, made from an upload. */
  readonly uploaded: boolean;
}

/** Pixels of a region's longer side: a window, not an image. */
const longestRegion = 2048;

export class Images {
  private readonly analyst: Analyst;
  private readonly pictures: Pictures;
  private readonly held = new Map<string, HeldImage>();
  private folder: Promise<string> | null = null;

  constructor(analyst: Analyst, pictures: Pictures) {
    [this.analyst, this.pictures] = [analyst, pictures];
  }

  /** @throws UserError when the id is unknown */
  get(id: string): HeldImage {
    const image = this.held.get(id);
    if (!image) throw new UserError("not-found", "this image is no longer open: open it again");
    return image;
  }

  /** @throws UserError when the file is no image; messages speak of its name, not of its path */
  async add(path: string, name = basename(path), uploaded = false): Promise<OpenedImage> {
    const id = randomUUID();
    try {
      const facts = await this.analyst.openImage(path);
      const { width, height, pages, large } = facts;
      const pyramid = large ? pyramidOf(facts) : null;
      const image = { id, name, width, height, pages, pyramid };
      this.held.set(id, { ...image, path, uploaded });
      return image;
    } catch (cause) {
      if (uploaded) await rm(path, { force: true });
      throw named(cause, path, name);
    }
  }

  /** Makes a large image ready to be looked at, and to be read by the engine. */
  async prepare(id: string, job: Job): Promise<void> {
    const { path, name } = this.get(id);
    await about(path, name, () => this.pictures.prepare(path, job));
  }

  /** One tile of a large image, encoded. @throws UserError outside the image */
  tile(id: string, level: number, column: number, row: number): Promise<Uint8Array> {
    const { path, name } = this.get(id);
    return about(path, name, () => this.pictures.tile(path, level, column, row));
  }

  /** A part of an image as PNG, in its own pixels. @throws UserError outside the image */
  region(id: string, area: Rectangle): Promise<Uint8Array> {
    const { path, name } = this.get(id);
    return about(path, name, () => this.pictures.region(path, area, longestRegion));
  }

  /** Bytes of a file that has no path here. @param name as the user knows it */
  async upload(name: string, bytes: ReadableStream | null): Promise<OpenedImage> {
    this.folder ??= mkdtemp(join(tmpdir(), "fullconv-"));
    const path = join(await this.folder, `${randomUUID()}${extname(name).slice(0, 12)}`);
    await receive(bytes, path);
    return this.add(path, name, true);
  }

  async remove(id: string): Promise<void> {
    const image = this.held.get(id);
    this.held.delete(id);
    if (image?.pyramid) await this.pictures.forget(image.path);
    if (image?.uploaded) await rm(image.path, { force: true });
  }

  /** Removes what was uploaded. */
  async close(): Promise<void> {
    this.held.clear();
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }
}

export async function about<T>(path: string, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw named(cause, path, name);
  }
}

/** An error about a path, said with the name that the window knows. */
function named(cause: unknown, path: string, name: string): unknown {
  if (!(cause instanceof UserError)) return cause;
  return new UserError(cause.code, cause.message.replaceAll(path, name), { cause });
}
