/** @file A folder, walked: its images in the order of their names, however deep they lie. */
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { reason } from "../reason.ts";
import { isHidden, isImageFile, isOurs, Unread } from "../../src-core/contract/file-kinds.ts";
import { naturalOrder } from "./natural-order.ts";

/** An image as it was found. */
export interface FoundImage {
  readonly path: string;
  /** Below the folder that was named, with slashes; the file's own name where it was named itself. */
  readonly name: string;
  /** Bytes; null for a file that is not there, which is told when its turn comes. */
  readonly size: number | null;
  /** Time of the last change, milliseconds since 1970. */
  readonly modified: number | null;
}

export interface ScanResult {
  readonly images: readonly FoundImage[];
  /** Files and folders that were left out: no images, hidden, or written by an analysis. */
  readonly skipped: number;
  /** What could not be read, in words; the rest is there. */
  readonly problems: readonly string[];
}

/** Size and time of a file; nulls where it is not there. */
export async function statOf(path: string): Promise<Pick<FoundImage, "size" | "modified">> {
  const entry = await stat(path).catch(() => null);
  return { size: entry?.size ?? null, modified: entry?.mtimeMs ?? null };
}

/** Links are followed, but no folder is walked twice: a link to a folder above is no endless one. */
export class Scan {
  readonly images: FoundImage[] = [];
  readonly problems: string[] = [];
  skipped = 0;
  private readonly walked = new Set<string>();
  private readonly unread = new Unread();

  /**
   * A folder, and all below it.
   * @param place of this folder below the one that was named, "" or ending with a slash
   */
  async walk(folder: string, place = ""): Promise<void> {
    await this.enter(folder, place);
    this.problems.push(...this.unread.taken());
  }

  private async enter(folder: string, place: string): Promise<void> {
    let entries: Dirent[];
    try {
      const real = await realpath(folder);
      if (this.walked.has(real)) {
        this.skipped++;
        return;
      }
      this.walked.add(real);
      entries = await readdir(folder, { withFileTypes: true });
    } catch (cause) {
      this.problems.push(`${folder}: cannot be read and is left out (${reason(cause)})`);
      return;
    }
    entries.sort((a, b) => naturalOrder(a.name, b.name));
    for (const entry of entries) await this.take(folder, place, entry);
  }

  private async take(folder: string, place: string, entry: Dirent): Promise<void> {
    const path = join(folder, entry.name);
    const name = `${place}${entry.name}`;
    // A link is what it leads to. Where that is nothing, or no file, it fails as an image: its name says that one is missing.
    const target = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
    if (target?.isDirectory() && !isHidden(entry.name) && !isOurs(entry.name))
      await this.enter(path, `${name}/`);
    else if (isImageFile(entry.name)) this.images.push({ path, name, ...(await statOf(path)) });
    else {
      this.skipped++;
      this.unread.add(entry.name);
    }
  }
}
