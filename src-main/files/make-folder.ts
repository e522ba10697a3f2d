/**
 * @file Folders that users name, made where they are missing.
 *
 * [Note: Step by step] Node's own `mkdir` with `recursive` never comes back where a system says of a new folder that something is not
 * there although all above it is (below `/proc`, some network mounts), and holds a thread that no signal ends. Here each folder is
 * made once, those above first, and what the system says then is told.
 */
import { mkdirSync, statSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { userFolder } from "./user-folder.ts";

/** With all above it; one that is there is left as it is. @throws the system's error */
export async function makeFolder(path: string): Promise<void> {
  const isThere = (folder: string): Promise<boolean> =>
    stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
  const missing: string[] = [];
  for (const folder of upwards(path)) {
    if (await isThere(folder)) break;
    missing.unshift(folder);
  }
  for (const folder of missing)
    await mkdir(folder, { mode: modeOf(folder) }).catch(async (cause: unknown) => {
      // Somebody else may have been quicker.
      if (!(await isThere(folder))) throw cause;
    });
}

/** The same where nobody can wait. @param mode of the folders that are made */
export function makeFolderSync(path: string, mode?: number): void {
  const isThere = (folder: string): boolean => {
    try {
      return statSync(folder).isDirectory();
    } catch {
      return false;
    }
  };
  const missing: string[] = [];
  for (const folder of upwards(path)) {
    if (isThere(folder)) break;
    missing.unshift(folder);
  }
  for (const folder of missing)
    try {
      mkdirSync(folder, { mode: mode ?? modeOf(folder) });
    } catch (cause) {
      if (!isThere(folder)) throw cause;
    }
}

/** What is kept for a user is nobody else's to read. */
const modeOf = (folder: string): number | undefined =>
  folder === resolve(userFolder()) ? 0o700 : undefined;

/** A folder, the one that it lies in, and so on. */
function* upwards(path: string): Generator<string> {
  let folder = resolve(path);
  for (;;) {
    yield folder;
    const above = dirname(folder);
    if (above === folder) return;
    folder = above;
  }
}
