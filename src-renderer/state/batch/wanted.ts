/** @file What a browser need not upload of a folder: the same that the host leaves out when it walks one. */
import { exportEndings } from "../../../src-core/contract/exports.ts";

const images = /\.(png|apng|jpe?g|jpe|jfif|webp|avif|tiff?|btf|gif|bmp|dib|hei[cf])$/i;

/** What systems put into folders unasked: file managers, archives. */
const litter = new Set(["thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"]);

const endings = Object.values(exportEndings);

/** Hidden (`._*` of macOS among them), litter, or written by this app; of files and folders alike. */
export const isJunk = (name: string): boolean =>
  name.startsWith(".") ||
  litter.has(name.toLowerCase()) ||
  endings.some((ending) => name.toLowerCase().endsWith(ending));

/** Whether a file in a folder is taken. */
export const isWanted = (name: string): boolean => !isJunk(name) && images.test(name);
