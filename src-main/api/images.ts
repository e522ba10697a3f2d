/** @file The images that the window knows by opaque ids; their paths stay here. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { ReadableStream } from "node:stream/web";
import type { OpenedImage } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { receive } from "./receive.ts";

export interface HeldImage extends OpenedImage {
  readonly path: string;
  /** Whether the file is ours, made from an upload. */
  readonly uploaded: boolean;
}

export class Images {
  private readonly analyst: Analyst;
  private readonly held = new Map<string, HeldImage>();
  private folder: Promise<string> | null = null;

  constructor(analyst: Analyst) {
    this.analyst = analyst;
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
      const { width, height } = await this.analyst.openImage(path);
      this.held.set(id, { id, name, width, height, path, uploaded });
      return { id, name, width, height };
    } catch (cause) {
      if (uploaded) await rm(path, { force: true });
      throw named(cause, path, name);
    }
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
    if (image?.uploaded) await rm(image.path, { force: true });
  }

  /** Removes what was uploaded. */
  async close(): Promise<void> {
    this.held.clear();
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }
}

/** An error about a path, said with the name that the window knows. */
export function named(cause: unknown, path: string, name: string): unknown {
  if (!(cause instanceof UserError)) return cause;
  return new UserError(cause.code, cause.message.replaceAll(path, name), { cause });
}
