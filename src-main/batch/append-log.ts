/** @file A file of JSON lines that only grows, and survives a crash in the middle of one. */
import { said } from "../../src-core/messages/said.ts";
import type { FileHandle } from "node:fs/promises";
import { lstat, open } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { unwritable } from "../files/unwritable.ts";
import { makeFolder } from "../files/make-folder.ts";
import type { Line } from "./split-lines.ts";
import { splitLines } from "./split-lines.ts";

/** Bytes of a torn line that are looked at before it is cut off. */
const mostTornBytes = 64;

/** Longest time that a line may be in the system's hands alone, milliseconds. */
const syncInterval = 1000;

export class AppendLog {
  readonly path: string;
  private readonly file: FileHandle;
  /** Lines are written one after the other, whoever asks. */
  private queue: Promise<unknown> = Promise.resolve();
  private end: number;
  private synced = true;
  private timer: NodeJS.Timeout | null = null;
  /** Why lines may not have reached the disk, though nobody was told yet. */
  private trouble: Error | null = null;

  private constructor(path: string, file: FileHandle, end: number) {
    this.path = path;
    this.file = file;
    this.end = end;
  }

  /**
   * Opens a file, or makes one. A last line that a crash tore is cut off.
   * @param onLine gets undefined for what is no JSON
   * @param accept throws where the file is not to be gone on with; it gets the beginning of a torn last line. Until then
   * nothing is changed in the file.
   * @throws UserError when it cannot be read or written; whatever `onLine` and `accept` throw
   */
  static async open(
    path: string,
    onLine: (value: unknown, line: Line) => void,
    accept: (torn: Buffer) => void = () => undefined,
  ): Promise<AppendLog> {
    const file = await openFile(path);
    try {
      const end = await splitLines(file, (text, line) => {
        onLine(parsed(text), line);
      });
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(mostTornBytes),
        0,
        mostTornBytes,
        end,
      );
      accept(buffer.subarray(0, bytesRead));
      await file.truncate(end);
      return new AppendLog(path, file, end);
    } catch (cause) {
      await file.close();
      throw cause instanceof UserError ? cause : unwritable(path, cause, "go-on");
    }
  }

  /** Resolves when the line is in the file. @throws UserError when there is no room; the file is as before then */
  append(value: unknown): Promise<Line> {
    const written = this.queue.then(() => this.write(Buffer.from(`${JSON.stringify(value)}\n`)));
    this.queue = written.catch(() => undefined);
    return written;
  }

  async read({ offset, length }: Line): Promise<unknown> {
    const bytes = Buffer.alloc(length);
    await this.file.read(bytes, 0, length, offset);
    return parsed(bytes);
  }

  /** Resolves when every line of before is on the disk itself. @throws UserError when the disk does not take them */
  sync(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    // In the queue: whoever else asks waits for the same, and no line is written meanwhile that would pass for safe.
    const synced = this.queue.then(() => this.flush());
    this.queue = synced.catch(() => undefined);
    return synced;
  }

  async close(): Promise<void> {
    try {
      await this.sync();
    } finally {
      await this.file.close();
    }
  }

  private async flush(): Promise<void> {
    if (this.trouble) throw this.trouble;
    if (this.synced) return;
    try {
      await this.file.datasync();
    } catch (cause) {
      // A file system that cannot do this has done what it can.
      if (!cannotSync(cause)) throw unwritable(this.path, cause, "go-on");
    }
    this.synced = true;
  }

  /** Nobody waits for it: what goes wrong is told to whoever writes next. */
  private syncSoon(): void {
    this.timer ??= setTimeout(() => {
      this.sync().catch((cause: unknown) => {
        this.trouble = cause instanceof UserError ? cause : unwritable(this.path, cause, "go-on");
      });
    }, syncInterval).unref();
  }

  private async write(bytes: Buffer): Promise<Line> {
    if (this.trouble) throw this.trouble;
    const offset = this.end;
    const { size } = await this.file.stat();
    if (size !== offset)
      throw new UserError(
        "output-unwritable",
        said("batch.another-fullconv-writes-here", { path: this.path }),
      );
    try {
      for (let done = 0; done < bytes.length;) {
        const left = bytes.length - done;
        done += (await this.file.write(bytes, done, left, offset + done)).bytesWritten;
      }
    } catch (cause) {
      await this.file.truncate(offset).catch(() => undefined);
      throw unwritable(this.path, cause, "go-on");
    }
    this.end += bytes.length;
    this.synced = false;
    this.syncSoon();
    return { offset, length: bytes.length - 1 };
  }
}

/** @throws UserError where it cannot be made or is no file of its own */
async function openFile(path: string): Promise<FileHandle> {
  const found = await lstat(path).catch(() => null);
  if (found && !found.isFile())
    throw new UserError(
      "output-unwritable",
      said("batch.remove-take-another-folder", {
        path,
        kind: said(found.isSymbolicLink() ? "batch.a-link" : "batch.no-regular-file"),
      }),
    );
  try {
    await makeFolder(dirname(path));
    await open(path, "a+").then((made) => made.close());
    return await open(path, "r+"); // Writes go where they are told to, which appending ones do not.
  } catch (cause) {
    throw unwritable(path, cause, "go-on");
  }
}

/** Network and special file systems: they know no such call. */
const cannotSync = (cause: unknown): boolean =>
  ["EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"].includes(
    (cause as NodeJS.ErrnoException | null)?.code ?? "",
  );

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
