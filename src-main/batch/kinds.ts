/** @file What a name in a folder says of a file: an image to be analysed, or something that lies beside images. */
import { extname } from "node:path";
import { exportEndings } from "../../src-core/contract/exports.ts";

/** What can be decoded, and what its decoder refuses with a message that helps (HEIC). */
const imageEndings = new Set(
  ".png .apng .jpg .jpeg .jpe .jfif .webp .avif .tif .tiff .btf .gif .bmp .dib .heic .heif".split(
    " ",
  ),
);

/** What systems put into folders unasked: file managers, archives. */
const litter = new Set(["thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"]);

/** Hidden (AppleDouble's `._*` among them) or litter; of files and folders alike. */
export const isHidden = (name: string): boolean =>
  name.startsWith(".") || litter.has(name.toLowerCase());

/** A file or folder that an analysis wrote: the output folder may lie in the one that is walked. */
export const isOurs = (name: string): boolean =>
  Object.values(exportEndings).some((ending) => name.toLowerCase().endsWith(ending));

export const isImage = (name: string): boolean =>
  !isHidden(name) && !isOurs(name) && imageEndings.has(extname(name).toLowerCase());

/** Whether a file in a folder is taken as a walk would take it. @param parts the folder that was named, folders, the file */
export function isWanted(parts: readonly string[]): boolean {
  if (parts.length < 2) return true; // What is named itself is taken as it is.
  const folders = parts.slice(1, -1);
  return isImage(parts.at(-1) ?? "") && !folders.some((name) => isHidden(name) || isOurs(name));
}
