/** @file A file of JSON lines that only grows, and survives a crash in the middle of one. */
import type { FileHandle } from "node:fs/promises";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";
import { splitLines } from "./lines.ts";

/** Where a line lies in its file, in bytes. */
export interface Line {
  readonly offset: number;
  readonly length: number;
}

/** Longest time that a line may be in the system's hands alone, milliseconds. */
const syncInterval = 1000;

export class Log {
  readonly path: string;
  private readonly file: FileHandle;
  /** Lines are written one after the other, whoever asks. */
  private queue: Promise<unknown> = Promise.resolve();
  private end: number;
  private synced = true;
  private timer: NodeJS.Timeout | null = null;

  private constructor(path: string, file: FileHandle, end: number) {
    [this.path, this.file, this.end] = [path, file, end];
  }

  /**
   * Opens a file, or makes one. A last line that a crash tore is cut off; what is no JSON is left out.
   * @throws UserError when it cannot be read or written
   */
  static async open(path: string, onLine: (value: unknown, line: Line) => void): Promise<Log> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, "a+").then(async (made) => {
        await made.close();
        return open(path, "r+"); // Writes go where they are told to, which appending ones do not.
      });
      const end = await splitLines(file, (text, line) => {
        const value = parsed(text);
        if (value !== undefined) onLine(value, line);
      });
      await file.truncate(end);
      return new Log(path, file, end);
    } catch (cause) {
      throw unwritable(path, cause);
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

  /** Resolves when everything is on the disk itself. */
  async sync(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.queue;
    if (this.synced) return;
    this.synced = true;
    // A file system that cannot do this has done what it can.
    await this.file.datasync().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.sync();
    await this.file.close();
  }

  private async write(bytes: Buffer): Promise<Line> {
    const offset = this.end;
    const { size } = await this.file.stat();
    if (size !== offset)
      throw new UserError(
        "output-unwritable",
        `${this.path}: another Fullconv writes here, too: close one of them, then begin again`,
      );
    try {
      for (let done = 0; done < bytes.length;) {
        const left = bytes.length - done;
        done += (await this.file.write(bytes, done, left, offset + done)).bytesWritten;
      }
    } catch (cause) {
      await this.file.truncate(offset).catch(() => undefined);
      throw unwritable(this.path, cause);
    }
    this.end += bytes.length;
    this.synced = false;
    this.timer ??= setTimeout(() => void this.sync(), syncInterval).unref();
    return { offset, length: bytes.length - 1 };
  }
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

export const isFull = (cause: unknown): boolean =>
  ["ENOSPC", "EDQUOT"].includes((cause as NodeJS.ErrnoException | null)?.code ?? "");

function unwritable(path: string, cause: unknown): UserError {
  return isFull(cause)
    ? new UserError("disk-full", `${path}: the disk is full: make room, then go on`, { cause })
    : new UserError("output-unwritable", `${path}: cannot be written (${reason(cause)})`, {
        cause,
      });
}
