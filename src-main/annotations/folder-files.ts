/** @file What lies in a folder of annotations. */
import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { isHidden, isImageFile } from "../../src-core/contract/file-kinds.ts";

/** Names of the files of a folder that end in `ending`, sorted; none where there is no such folder. */
export async function filesIn(folder: string, ending: string): Promise<string[]> {
  const names = await namesIn(folder);
  return names.filter((name) => !isHidden(name) && name.toLowerCase().endsWith(ending));
}

/** Images of a folder by their names without ending; of several the first. */
export async function imagesIn(folder: string): Promise<Map<string, string>> {
  const images = (await namesIn(folder)).filter(isImageFile);
  return new Map(images.toReversed().map((name) => [stem(name), join(folder, name)]));
}

/** A name without its ending. */
export const stem = (name: string): string => name.slice(0, name.length - extname(name).length);

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
