/** @file What tells a file from the one that was there before. */
import { stat } from "node:fs/promises";

/**
 * Changes with the file: when it is written, and when another one takes its name, whatever time and size that one says.
 * @throws Error of the system when it is not there
 */
export async function versionOf(path: string): Promise<string> {
  const { mtimeNs, ctimeNs, ino, size } = await stat(path, { bigint: true });
  return JSON.stringify([path, ...[mtimeNs, ctimeNs, ino, size].map(String)]);
}

/** Null where one of them is not there. */
export const versionsOf = (paths: readonly string[]): Promise<string | null> =>
  Promise.all(paths.map(versionOf)).then(
    (versions) => versions.join("\n"),
    () => null,
  );
