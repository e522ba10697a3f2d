/** @file A dropped folder, walked: a browser gives what is in it in portions, folder by folder. */
import { isImageFile, isJunk, Unread } from "../../../src-core/contract/file-kinds.ts";

/** A file that may be uploaded; it is opened no sooner than that, since there may be 100,000. */
export interface LazyFile {
  /** With its folders and slashes. */
  readonly name: string;
  readonly open: () => Promise<File>;
}

export class FolderWalk {
  readonly files: LazyFile[] = [];
  readonly problems: string[] = [];
  /** A folder that is left out counts as one: it is not looked into. */
  skipped = 0;
  private readonly onFound: (count: number) => void;
  private readonly signal: AbortSignal;

  constructor(onFound: (count: number) => void, signal: AbortSignal) {
    this.onFound = onFound;
    this.signal = signal;
  }

  /** @param prefix of the names: the folders so far, with a slash behind each */
  async walk(folder: FileSystemDirectoryEntry, prefix: string): Promise<void> {
    const folders: FileSystemDirectoryEntry[] = [];
    const unread = new Unread();
    try {
      for await (const entry of entriesOf(folder.createReader())) {
        this.signal.throwIfAborted();
        if (isFolder(entry) && !isJunk(entry.name)) folders.push(entry);
        else if (isFile(entry) && isImageFile(entry.name)) this.add(entry, prefix);
        else {
          this.skipped++;
          unread.add(entry.name);
        }
      }
    } catch (cause) {
      this.signal.throwIfAborted();
      // A folder that may not be read takes nothing from the others.
      this.problems.push(`${prefix} ${cause instanceof Error ? cause.message : String(cause)}`);
    }
    this.problems.push(...unread.taken().map((line) => `${prefix} ${line}`));
    for (const inner of folders) await this.walk(inner, `${prefix}${inner.name}/`);
  }

  private add(entry: FileSystemFileEntry, prefix: string): void {
    this.files.push({
      name: prefix + entry.name,
      open: () =>
        new Promise((resolve, reject) => {
          entry.file(resolve, reject);
        }),
    });
    this.onFound(1);
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** Chromium gives at most 100 entries at a time, and none only at the end. */
async function* entriesOf(reader: FileSystemDirectoryReader): AsyncGenerator<FileSystemEntry> {
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (entries.length === 0) return;
    yield* entries;
  }
}
