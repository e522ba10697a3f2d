/** @file Files that are whole or not there, and never in place of another. */
import { constants } from "node:fs";
import { copyFile, link, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";

/**
 * Writes a new file, and its folder where that is missing.
 * @param overwrite whether an existing file may be replaced
 * @throws UserError when the file exists or cannot be written; nothing is left behind then
 */
export async function writeNew(
  path: string,
  content: Uint8Array | string,
  { overwrite }: { overwrite: boolean } = { overwrite: false },
): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(part, content);
    await (overwrite ? rename(part, path) : place(part, path));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError("output-unwritable", `${path}: cannot be written (${reason(cause)})`, {
      cause,
    });
  } finally {
    // Where the folder itself is the trouble there is nothing to remove.
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** A hard link appears whole and fails where the name is taken; where there are none, an exclusive copy is next best. */
async function place(part: string, path: string): Promise<void> {
  const taken = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === "EEXIST";
  try {
    await link(part, path).catch(async (cause: unknown) => {
      if (taken(cause)) throw cause;
      await copyFile(part, path, constants.COPYFILE_EXCL);
    });
  } catch (cause) {
    if (!taken(cause)) throw cause;
    throw new UserError(
      "output-exists",
      `${path}: exists and is not overwritten: name another place, or delete it first`,
      { cause },
    );
  }
}
