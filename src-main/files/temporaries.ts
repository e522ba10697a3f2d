/**
 * @file What lies in the session's folder for a while. Names carry the process that made it: one that is killed removes
 * nothing, so whoever started it does.
 */
import { mkdtempSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sessionFolder, startedSession } from "./cache-folder.ts";

let count = 0;

/** A new folder; whoever asks removes it. @throws UserError where there can be no session's folder */
export const temporaryFolder = (purpose: string): Promise<string> =>
  mkdtemp(nameOf(sessionFolder(), purpose));

/** The same where nobody can wait. */
export const temporaryFolderSync = (purpose: string): string =>
  mkdtempSync(nameOf(sessionFolder(), purpose));

const nameOf = (folder: string, purpose: string): string =>
  join(folder, `${purpose}-${process.pid}-`);

/** The path of a file that becomes `target` when it is whole. */
export const partOf = (target: string): string => `${target}.${process.pid}-${++count}.part`;

/** Removes what a process that has ended left; what cannot be removed goes with the session. */
export async function removeTemporaries(pid: number): Promise<void> {
  const folder = startedSession();
  if (folder === null) return;
  const made = new RegExp(
    String.raw`^[a-z]+-${pid}-[A-Za-z0-9]{6}$|\.${pid}-\d+\.part(?:\.[a-z]+\.part)?$`,
  );
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names
      .filter((name) => made.test(name))
      .map((name) =>
        rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 }).catch(
          () => undefined,
        ),
      ),
  );
}
