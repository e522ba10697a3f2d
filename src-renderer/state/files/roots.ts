/** @file What was dropped or chosen for a batch: files and folders, with all images in them. */
import { isImage } from "./files.ts";
import { isImageFile, isJunk, Unread } from "../../../src-core/contract/file-kinds.ts";
import type { Incoming } from "./walk.ts";
import { Walk } from "./walk.ts";

/** Something as it was dropped or chosen. */
export interface Root {
  readonly name: string;
  readonly folder: boolean;
  /** Of which the desktop knows the path: the dropped file or folder itself, or a file of a chosen folder. */
  readonly handle: File | null;
  readonly files: readonly Incoming[];
  /** Files, and folders with all they hold, that are left out. */
  readonly skipped: number;
  /** Folders that could not be read. */
  readonly problems: readonly string[];
}

/** An entry is only to be had while the drop is handled, a folder's content only later. */
export interface Dropped {
  readonly entry: FileSystemEntry | null;
  readonly file: File | null;
}

/** Must be called within the event. */
export const droppedThings = ({ items }: DataTransfer): Dropped[] =>
  [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));

/** @param onFound is told of images, as they are found */
export async function rootsOfDrop(
  dropped: readonly Dropped[],
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<Root[]> {
  const roots: Root[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) {
      const walk = new Walk(onFound, signal);
      await walk.enter(entry as FileSystemDirectoryEntry, `${entry.name}/`);
      const { files, skipped, problems } = walk;
      roots.push({ name: entry.name, folder: true, handle: file, files, skipped, problems });
    } else if (file) roots.push(...rootsOfFiles([file]));
  }
  onFound(roots.filter(({ folder }) => !folder).flatMap(({ files }) => files).length);
  return roots;
}

/** Files without folders. */
export const rootsOfFiles = (files: readonly File[]): Root[] =>
  files.map((file) => {
    const taken = isImage(file) && !isJunk(file.name);
    return {
      name: file.name,
      folder: false,
      handle: file,
      problems: [],
      files: taken ? [incoming(file.name, file)] : [],
      skipped: taken ? 0 : 1,
    };
  });

/** What a chooser for folders gives: all files in it, each with its path from the folder on. */
export function rootsOfFolder(files: readonly File[]): Root[] {
  const folders = new Map<string, File[]>();
  for (const file of files) {
    const name = file.webkitRelativePath.split("/")[0] ?? "";
    const others = folders.get(name);
    if (others) others.push(file);
    else folders.set(name, [file]);
  }
  return [...folders].map(([name, all]) => {
    const wanted = all.filter(({ webkitRelativePath: path }) => {
      const [, ...parts] = path.split("/");
      return isImageFile(parts.at(-1) ?? "") && !parts.some(isJunk);
    });
    const taken = new Set(wanted);
    const unread = new Unread();
    for (const file of all) if (!taken.has(file)) unread.add(file.name);
    return {
      name,
      folder: true,
      handle: all[0] ?? null,
      problems: unread.taken(),
      files: wanted.map((file) => incoming(file.webkitRelativePath, file)),
      skipped: all.length - wanted.length,
    };
  });
}

const incoming = (name: string, file: File): Incoming => ({
  name,
  open: () => Promise.resolve(file),
});
