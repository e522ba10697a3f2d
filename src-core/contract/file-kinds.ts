/** @file What a name in a folder says of a file: an image to be analysed, or something that lies beside images. */
import { exportEndings } from "./exports.ts";

/**
 * What is decoded, and under which endings it comes. Every list of endings is made from this one: dialogs, the menu, what a drop
 * and a folder give, the package's file associations, README.
 */
export const imageKinds = [
  { name: "PNG", endings: ["png", "apng"], type: "image/png" },
  { name: "JPEG", endings: ["jpg", "jpeg", "jpe", "jfif"], type: "image/jpeg" },
  { name: "WebP", endings: ["webp"], type: "image/webp" },
  { name: "AVIF", endings: ["avif"], type: "image/avif" },
  { name: "TIFF", endings: ["tif", "tiff", "btf"], type: "image/tiff" },
  { name: "GIF", endings: ["gif"], type: "image/gif" },
] as const;

export const imageEndings: readonly string[] = imageKinds.flatMap(({ endings }) => endings);

/** As an `<input type="file">` takes it: a system that knows no type for a file goes by its ending. */
export const imageAccept: string = [
  ...imageKinds.map(({ type }) => type),
  ...imageEndings.map((ending) => `.${ending}`),
].join(",");

/** Images that nothing here decodes: in a folder they are left out, and that is said. */
const unreadEndings = "bmp dib heic heif hif jp2 j2k jxl svg svgz psd dcm".split(" ");

const ending = (name: string): string => /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? "";

/** Whether a file's name is that of an image that is decoded. */
export const hasImageEnding = (name: string): boolean => imageEndings.includes(ending(name));

/** Images of a folder that were left out because nothing here decodes them. */
export class Unread {
  private readonly counts = new Map<string, number>();

  /** A file that is not taken. */
  add(name: string): void {
    const found = ending(name);
    if (isHidden(name) || !unreadEndings.includes(found)) return;
    this.counts.set(found, (this.counts.get(found) ?? 0) + 1);
  }

  /** A line for each kind; what comes then is counted anew. */
  taken(): string[] {
    const lines = [...this.counts].map(
      ([found, count]) =>
        `${count} × .${found}: left out, such images cannot be read: save them as PNG, JPEG or TIFF`,
    );
    this.counts.clear();
    return lines;
  }
}

/** What systems put into folders unasked: file managers, archives. */
const litter = new Set(["thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"]);

/** Hidden (AppleDouble's `._*` among them) or litter; of files and folders alike. */
export const isHidden = (name: string): boolean =>
  name.startsWith(".") || litter.has(name.toLowerCase());

/** A file or folder that an analysis wrote: the output folder may lie in the one that is walked. */
export const isOurs = (name: string): boolean =>
  Object.values(exportEndings).some((ending) => name.toLowerCase().endsWith(ending));

export const isJunk = (name: string): boolean => isHidden(name) || isOurs(name);

/** Whether a file in a folder is taken. */
export const isImageFile = (name: string): boolean => !isJunk(name) && hasImageEnding(name);
