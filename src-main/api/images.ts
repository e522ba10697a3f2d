/** @file The images that the window knows by opaque ids; their paths stay here. */
import { said } from "../../src-core/messages/said.ts";
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { OpenedImage } from "../../src-core/contract/api.ts";
import { failureOf, renamed, UserError } from "../../src-core/contract/failure.ts";
import type { ProcessEnd } from "../../src-core/contract/process-end.ts";
import type { Rectangle } from "../../src-core/overlay/registration.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { Job } from "../analysis/jobs/job.ts";
import type { Pictures } from "../analysis/pictures.ts";
import { temporaryFolder } from "../files/temporaries.ts";
import { knowPrivate } from "../log/log.ts";
import { demandVersion, fileVersion, ofOneVersion } from "../image/file-version.ts";
import { pyramidOf } from "../image/pyramid.ts";
import type { Upload } from "./save-body.ts";
import { largestImageFile, receiveImage } from "./save-image.ts";

export interface HeldImage extends OpenedImage {
  readonly path: string;
  /** Bytes of a file that is ours, made from an upload; null where it is the user's. */
  readonly uploaded: number | null;
  /** Of the file, when it was opened. */
  readonly version: string;
  /** Id of the model whose sample it is. */
  readonly sample: string | null;
}

/** What is kept of uploads: whoever closes the window says nothing of them. */
export interface UploadLimits {
  /** Bytes of one. */
  readonly each: number;
  readonly count: number;
  /** Bytes of all. */
  readonly bytes: number;
}

const usual: UploadLimits = { each: largestImageFile, count: 32, bytes: 2 * largestImageFile };

/** Bytes of an upload that is kept after its window has let go of it. */
const largestReleased = 64 * 2 ** 20;

/** Of a name as it was told; none where it is more than letters and digits. */
const endingOf = (name: string): string => /\.[a-z0-9]{1,11}$/i.exec(name)?.[0] ?? "";

/** Pixels of a region's longer side: a window, not an image. */
const longestRegion = 2048;

export class Images {
  private readonly analyst: Analyst;
  private readonly pictures: Pictures;
  /** Those used last come last. */
  private readonly held = new Map<string, HeldImage>();
  /** Those that no window shows, and that are kept for the list of recent ones: true once they were let go of. */
  private readonly kept = new Map<string, boolean>();
  /** How many requests are at work on an image. */
  private readonly users = new Map<string, number>();
  private readonly limits: UploadLimits;
  private folder: Promise<string> | null = null;

  constructor(analyst: Analyst, pictures: Pictures, limits = usual) {
    this.analyst = analyst;
    this.pictures = pictures;
    this.limits = limits;
  }

  /** @throws UserError when the id is unknown */
  get(id: string): HeldImage {
    const image = this.held.get(id);
    if (!image) throw gone();
    this.held.delete(id);
    this.held.set(id, image);
    return image;
  }

  /** As it was told when it was opened. @throws UserError when the id is unknown */
  opened(wanted: string): OpenedImage {
    if (this.kept.has(wanted)) this.kept.set(wanted, false);
    const { id, name, width, height, pages, pyramid } = this.get(wanted);
    return { id, name, width, height, pages, pyramid };
  }

  has(id: string): boolean {
    return this.held.has(id);
  }

  /** How many are kept. */
  get count(): number {
    return this.held.size;
  }

  /** The user's file; null of an upload, and where the id is unknown. */
  pathOf(id: string): string | null {
    const image = this.held.get(id);
    return image?.uploaded === null ? image.path : null;
  }

  /**
   * Work on an image, whose file is not removed meanwhile. What of it is in the window is of one file: another one that has taken its
   * place is refused before the work, and so is what was made of it meanwhile.
   * @throws UserError where it was an upload that is no longer kept, or another file; messages speak of its name, not of its path
   */
  async using<T>(image: HeldImage, work: () => Promise<T>): Promise<T> {
    const { id, path, name, uploaded, version } = image;
    if (uploaded !== null && !this.held.has(id)) throw gone();
    this.users.set(id, (this.users.get(id) ?? 0) + 1);
    try {
      // Nobody else writes what was uploaded.
      if (uploaded !== null) return await work();
      await demandVersion(path, version);
      return await ofOneVersion(path, version, work);
    } catch (cause) {
      throw named(cause, path, name);
    } finally {
      const left = (this.users.get(id) ?? 0) - 1;
      if (left > 0) this.users.set(id, left);
      else this.users.delete(id);
    }
  }

  /** @throws UserError when the file is no image; messages speak of its name, not of its path */
  async add(
    path: string,
    name = basename(path),
    uploaded: number | null = null,
    sample: string | null = null,
  ): Promise<OpenedImage> {
    const id = randomUUID();
    knowPrivate(path, basename(path), name);
    try {
      const version = await fileVersion(path);
      const facts = await ofOneVersion(path, version, () => this.analyst.openImage(path));
      const { width, height, pages, large } = facts;
      const pyramid = large ? pyramidOf(facts) : null;
      const image = { id, name, width, height, pages, pyramid };
      this.held.set(id, { ...image, path, uploaded, version, sample });
      return image;
    } catch (cause) {
      if (uploaded !== null) await rm(path, { force: true });
      throw named(cause, path, name);
    }
  }

  /** Makes a large image ready to be looked at, and to be read by the engine. */
  async prepare(id: string, job: Job): Promise<void> {
    const image = this.get(id);
    await this.using(image, () => this.pictures.prepare(image.path, job));
  }

  /** One tile of a large image, encoded. @throws UserError outside the image */
  tile(id: string, level: number, column: number, row: number): Promise<Uint8Array> {
    const image = this.get(id);
    return this.using(image, () => this.pictures.tile(image.path, level, column, row));
  }

  /** A part of an image as PNG, in its own pixels. @throws UserError outside the image */
  region(id: string, area: Rectangle): Promise<Uint8Array> {
    const image = this.get(id);
    return this.using(image, () => this.pictures.region(image.path, area, longestRegion));
  }

  /**
   * Bytes of a file that has no path here. Others that were uploaded longer ago make room for it.
   * @param name as the user knows it
   * @throws UploadTooLarge, UserError
   */
  async upload(name: string, upload: Upload): Promise<OpenedImage> {
    knowPrivate(name);
    this.folder ??= temporaryFolder("uploads");
    const path = join(await this.folder, `${randomUUID()}${endingOf(name)}`);
    const bytes = await receiveImage(name, upload, path, this.limits.each);
    const image = await this.add(path, name, bytes);
    await this.makeRoom(image.id);
    return image;
  }

  /** Removes the uploads that were used longest ago; what is being worked on stays, and so does the newest. */
  private async makeRoom(newest: string): Promise<void> {
    const { count, bytes } = this.limits;
    const uploads = [...this.held.values()].filter(({ uploaded }) => uploaded !== null);
    let [left, total] = [uploads.length, 0];
    for (const { uploaded } of uploads) total += uploaded ?? 0;
    for (const { id, uploaded } of uploads) {
      if (left <= count && total <= bytes) return;
      if (id === newest || this.users.has(id)) continue;
      left--;
      total -= uploaded ?? 0;
      await this.remove(id);
    }
  }

  /** A small upload stays when its window lets go of it: it may be opened again. */
  keepReleased(id: string): void {
    const bytes = this.held.get(id)?.uploaded ?? null;
    if (bytes !== null && bytes <= largestReleased) this.kept.set(id, false);
  }

  /** No window shows it any longer. */
  async release(id: string): Promise<void> {
    if (this.kept.has(id)) this.kept.set(id, true);
    else await this.remove(id);
  }

  /** It is no longer to be opened again; one that a window shows stays as long. */
  async forgetReleased(id: string): Promise<void> {
    const isReleased = this.kept.get(id) === true;
    this.kept.delete(id);
    if (isReleased) await this.remove(id);
  }

  async remove(id: string): Promise<void> {
    this.kept.delete(id);
    const image = this.held.get(id);
    this.held.delete(id);
    if (image?.pyramid) await this.pictures.forget(image.path);
    if (image && image.uploaded !== null) await rm(image.path, { force: true });
  }

  /** Removes what was uploaded. */
  async close(): Promise<void> {
    this.held.clear();
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }
}

const gone = (): UserError => new UserError("not-found", said("api.image-no-longer-open"));

/** An error about a path, said with the name that the window knows. */
function named(cause: unknown, path: string, name: string): unknown {
  // It may have been told long ago.
  knowPrivate(path, basename(path), name);
  if (!(cause instanceof UserError)) return cause;
  // Messages of a process that ended tell the file alone.
  const { code, message, said, card } = renamed(failureOf(cause), (text) =>
    text.replaceAll(path, () => name).replaceAll(basename(path), () => name),
  );
  return new UserError(code, message, { cause, said, card, end: endNamed(cause.end, path, name) });
}

function endNamed(end: ProcessEnd | undefined, path: string, name: string): ProcessEnd | undefined {
  const { work } = end ?? {};
  const isIts = work && [path, basename(path)].includes(work.image ?? "");
  return end && isIts ? { ...end, work: { ...work, image: name } } : end;
}
