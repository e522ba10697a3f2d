/** @file What a name in a folder says of a file: an image to be analysed, or something that lies beside images. */
import { exportEndings } from "./exports.ts";

/** What can be decoded, and what its decoder refuses with a message that helps (HEIC, BMP). */
const images = /\.(png|apng|jpe?g|jpe|jfif|webp|avif|tiff?|btf|gif|bmp|dib|hei[cf])$/i;

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
export const isImageFile = (name: string): boolean => !isJunk(name) && images.test(name);
