/** @file Whether something large fits on the disk, before the work begins. */
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";

/**
 * @param folder where it is to be written; it need not be there yet
 * @param bytes that will be needed
 * @throws UserError "disk-full" with both numbers when they are not free
 */
export async function freeFor(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(resolve(folder));
  if (free === null || free >= bytes) return;
  throw new UserError(
    "disk-full",
    `${folder}: ${gigabytes(bytes)} GB are needed and ${gigabytes(free)} GB are free: make room or name another place`,
  );
}

/** Free bytes on the disk of the nearest folder that is there; null where the system does not tell. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? null : freeBytes(above);
  }
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(bytes < 1e8 ? 3 : 1);
