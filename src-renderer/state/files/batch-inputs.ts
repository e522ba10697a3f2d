/** @file What was dropped or chosen for a batch: files and folders, with all images in them. */
import type { Offer } from "../../../src-core/contract/desktop.ts";
import { lookAtOffer } from "../../host/batches.ts";
import { isImage } from "./group-files.ts";
import { isImageFile, isJunk, Unread } from "../../../src-core/contract/file-kinds.ts";
import type { LazyFile } from "./folder-walk.ts";
import { FolderWalk } from "./folder-walk.ts";

/** Something as it was dropped or chosen. */
export interface BatchInput {
  readonly name: string;
  readonly isFolder: boolean;
  /** Of which the desktop knows the path: the dropped file or folder itself, or a file of a chosen folder. */
  readonly handle: File | null;
  /** Id of what the host was asked to open itself, and the images in it; its files stay there. */
  readonly offer?: { readonly id: string; readonly images: number };
  readonly files: readonly LazyFile[];
  /** Files, and folders with all they hold, that are left out. */
  readonly skipped: number;
  /** Folders that could not be read. */
  readonly problems: readonly string[];
}

export const imagesIn = ({ offer, files }: BatchInput): number => offer?.images ?? files.length;

/** What the host was asked to open itself. @param onFound is told of images, as they are found */
export async function inputsFromOffers(
  offers: readonly Offer[],
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<BatchInput[]> {
  const inputs: BatchInput[] = [];
  for (const { id, name, isFolder } of offers) {
    const { images, skipped, problems } = await lookAtOffer(id, signal);
    const common = { name, isFolder, handle: null, files: [] };
    inputs.push({ ...common, offer: { id, images }, skipped, problems });
    onFound(images);
  }
  return inputs;
}

/** An entry is only to be had while the drop is handled, a folder's content only later. */
export interface DroppedItem {
  readonly entry: FileSystemEntry | null;
  readonly file: File | null;
}

/** Must be called within the event. */
export const droppedItems = ({ items }: DataTransfer): DroppedItem[] =>
  [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));

/** @param onFound is told of images, as they are found */
export async function inputsFromDrop(
  dropped: readonly DroppedItem[],
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<BatchInput[]> {
  const inputs: BatchInput[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) {
      const walk = new FolderWalk(onFound, signal);
      await walk.walk(entry as FileSystemDirectoryEntry, `${entry.name}/`);
      const { files, skipped, problems } = walk;
      inputs.push({ name: entry.name, isFolder: true, handle: file, files, skipped, problems });
    } else if (file) inputs.push(...inputsFromFiles([file]));
  }
  onFound(inputs.filter(({ isFolder }) => !isFolder).flatMap(({ files }) => files).length);
  return inputs;
}

/** Files without folders. */
export const inputsFromFiles = (files: readonly File[]): BatchInput[] =>
  files.map((file) => {
    const taken = isImage(file) && !isJunk(file.name);
    return {
      name: file.name,
      isFolder: false,
      handle: file,
      problems: [],
      files: taken ? [lazyFile(file.name, file)] : [],
      skipped: taken ? 0 : 1,
    };
  });

/** What a chooser for folders gives: all files in it, each with its path from the folder on. */
export function inputsFromFolder(files: readonly File[]): BatchInput[] {
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
      isFolder: true,
      handle: all[0] ?? null,
      problems: unread.taken(),
      files: wanted.map((file) => lazyFile(file.webkitRelativePath, file)),
      skipped: all.length - wanted.length,
    };
  });
}

const lazyFile = (name: string, file: File): LazyFile => ({
  name,
  open: () => Promise.resolve(file),
});
