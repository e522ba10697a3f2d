/** @file Files and folders that are whole or not there, and never in place of another. */
import { said } from "../../src-core/messages/said.ts";
import { constants } from "node:fs";
import { copyFile, link, lstat, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { makeFolder } from "./make-folder.ts";
import { unwritable } from "./unwritable.ts";

export interface WriteMode {
  /** Whether what is there may be replaced. */
  readonly overwrite: boolean;
  /** Whether the disk has to have it before it gets its name: what is kept for years, not what is made anew. */
  readonly flush?: boolean;
}

const careful: WriteMode = { overwrite: false };

/**
 * Writes a new file, and its folder where that is missing.
 * @param content whole, or in pieces: then only one of them is held at a time
 * @throws UserError "output-exists", "disk-full" or "output-unwritable"; nothing is left behind then, nor by what the pieces throw
 */
export async function writeNew(
  path: string,
  content: Uint8Array | string | AsyncIterable<Uint8Array | string>,
  { overwrite, flush = false } = careful,
): Promise<void> {
  const part = partOf(path);
  try {
    await makeFolder(dirname(path));
    await writeFile(part, content, { flush });
    await (overwrite ? rename(part, path) : place(part, path));
  } catch (cause) {
    throw unwritable(path, cause);
  } finally {
    // Where the folder itself is the trouble there is nothing to remove.
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/**
 * Makes a new folder.
 * @param fill puts its files into the empty folder that it is given, which gets its name only when it is whole
 * @throws as `writeNew`
 */
export async function writeNewFolder(
  path: string,
  fill: (folder: string) => Promise<void>,
  { overwrite } = careful,
): Promise<void> {
  const [part, old] = [partOf(path), `${path}.${process.pid}.old`];
  try {
    await makeFolder(part);
    await fill(part);
    if (overwrite && (await exists(path))) await rename(path, old);
    await refuseExisting(path);
    await rename(part, path);
  } catch (cause) {
    // What was there comes back, unless it was replaced.
    if (await exists(old)) await rename(old, path).catch(() => undefined);
    throw unwritable(path, cause);
  } finally {
    for (const folder of [part, old])
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Makes the folder now, where what goes into it takes long to come. @throws UserError where it cannot be made */
export async function demandFolder(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** @throws UserError "output-exists" where there is something of that name */
export async function refuseExisting(path: string): Promise<void> {
  if (await exists(path)) throw alreadyThere(path);
}

const partOf = (path: string): string => `${path}.${process.pid}.part`;

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const alreadyThere = (path: string, cause?: unknown): UserError =>
  new UserError("output-exists", said("files.exists", { path }), { cause });

/** A hard link appears whole and fails where the name is taken; where there are none, an exclusive copy is next best. */
async function place(part: string, path: string): Promise<void> {
  const taken = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === "EEXIST";
  try {
    await link(part, path).catch(async (cause: unknown) => {
      if (taken(cause)) throw cause;
      await copyFile(part, path, constants.COPYFILE_EXCL);
    });
  } catch (cause) {
    throw taken(cause) ? alreadyThere(path, cause) : cause;
  }
}
