/** @file The images that a call means: files as named, folders walked. */
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { ScanResult } from "./scan.ts";
import { statOf, Scan } from "./scan.ts";

/** In the order of the call; folders in the order of their names. What is named itself is taken as it is. */
export async function collectInputs(paths: readonly string[]): Promise<ScanResult> {
  const scan = new Scan();
  for (const path of paths) {
    if (await isFolder(path)) await scan.walk(path);
    else scan.images.push({ path, name: basename(resolve(path)), ...(await statOf(path)) });
  }
  return scan;
}

/** A missing file is none: it fails later, when its turn comes, with its own message. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
