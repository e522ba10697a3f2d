/** @file Bytes that arrive in a request, onto the disk. */
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { UserError } from "../../src-core/contract/failure.ts";
import { isFull } from "../batch/append-log.ts";

/**
 * Streams a body into a file: no more of it than a piece is ever in memory. What fails leaves no file.
 * @param tooLarge what is thrown when there are more than `limit` bytes; the rest of them is not read
 * @returns how many there were
 * @throws UserError "disk-full"
 */
export async function saveBody(
  bytes: ReadableStream | null,
  path: string,
  limit = Infinity,
  tooLarge: () => Error = () => new Error(`more than ${limit} bytes`),
): Promise<number> {
  let count = 0;
  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      count += piece.length;
      if (count > limit) throw tooLarge();
      yield piece;
    }
  }
  const body = bytes ? Readable.fromWeb(bytes) : Readable.from([]);
  try {
    await pipeline(body, counted, createWriteStream(path));
    return count;
  } catch (cause) {
    await rm(path, { force: true });
    if (!isFull(cause)) throw cause;
    const message = `the disk that uploads lie on is full after ${count} bytes of this one: make room, then try again`;
    throw new UserError("disk-full", message, { cause });
  }
}
