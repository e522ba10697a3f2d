/** @file Bytes that arrive in a request, onto the disk. */
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/**
 * Streams a body into a file: no more of it than a piece is ever in memory. What fails leaves no file.
 * @param tooLarge what is thrown when there are more than `limit` bytes
 */
export async function receive(
  bytes: ReadableStream | null,
  path: string,
  limit = Infinity,
  tooLarge: () => Error = () => new Error(`more than ${limit} bytes`),
): Promise<void> {
  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let count = 0;
    for await (const piece of pieces) {
      count += piece.length;
      if (count > limit) throw tooLarge();
      yield piece;
    }
  }
  const body = bytes ? Readable.fromWeb(bytes) : Readable.from([]);
  try {
    await pipeline(body, counted, createWriteStream(path));
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  }
}
