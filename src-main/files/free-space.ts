/** @file Whether something large fits on the disk, before the work begins. */
import { said } from "../../src-core/messages/said.ts";
import { statfsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { unlikeBytes } from "../../src-core/messages/unlike-bytes.ts";

/** Bytes of a disk that large things leave to the app, and to the rest of the machine, which go on working. */
export const spared = 256 * 2 ** 20;

/**
 * @param folder where it is to be written; it need not be there yet
 * @param bytes that will be needed
 * @throws UserError "disk-full" with both numbers when they are not free
 */
export async function freeFor(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(resolve(folder));
  // What nobody knows the size of is looked at as it comes.
  if (free === null || !(bytes > free)) return;
  const [needed, left] = unlikeBytes(bytes, free);
  throw new UserError("disk-full", said("files.no-room", { folder, needed, left }));
}

/** Free bytes on the disk of the nearest folder that is there; null where the system does not tell. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    // What has no room at all is no disk: who writes there hears why it cannot be.
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? null : freeBytes(above);
  }
}

/** The same, for those who cannot wait. */
export function freeBytesNow(folder: string): number | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? null : freeBytesNow(above);
  }
}
