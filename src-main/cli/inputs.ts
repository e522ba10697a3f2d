/** @file The images that a call means: files as named, folders walked. */
import { readdir, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const imageEndings = new Set(".png .jpg .jpeg .jfif .webp .avif .tif .tiff .gif .bmp".split(" "));

export interface Input {
  readonly path: string;
  /** Folder of its outputs below the output folder: the place of an image inside the folder that was named. */
  readonly place: string;
}

export interface Inputs {
  readonly images: readonly Input[];
  /** Files in folders that are no images. */
  readonly skipped: number;
}

/** Folders are walked recursively in the order of their names. What is named itself is taken as it is. */
export async function collectInputs(paths: readonly string[]): Promise<Inputs> {
  const images: Input[] = [];
  let skipped = 0;
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false, // A missing file fails later, when its turn comes, with its own message.
    );
    if (!isFolder) {
      images.push({ path, place: "" });
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const found = files.filter((file) => imageEndings.has(extname(file).toLowerCase()));
    skipped += files.length - found.length;
    for (const file of found) {
      const parts = relative(path, file).split(sep).slice(0, -1);
      images.push({ path: file, place: parts.join(sep) });
    }
  }
  return { images, skipped };
}
