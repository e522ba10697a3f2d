/** @file Bytes that arrive in a request, onto the disk. */
import { said } from "../../src-core/messages/said.ts";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { UserError } from "../../src-core/contract/failure.ts";
import { freeFor, spared } from "../files/free-space.ts";
import { unwritable } from "../files/unwritable.ts";

/** What a request carries, with the bytes that it announces; null where it says nothing of them. */
export interface Upload {
  readonly bytes: ReadableStream | null;
  readonly announced: number | null;
}

export function uploadOf({ headers, body }: Request): Upload {
  const length = headers.get("content-length");
  return { bytes: body, announced: length === null ? null : Number(length) };
}

/** Bytes after which what is left of the disk is looked at again: others write, too. */
const interval = 64 * 2 ** 20;

/**
 * Streams a body into a file: no more of it than a piece is ever in memory. What fails leaves no file.
 * @param tooLarge what is thrown when there are more than `limit` bytes; the rest of them is not read
 * @returns how many there were
 * @throws UserError "disk-full", "output-unwritable"
 */
export async function saveBody(
  { bytes, announced }: Upload,
  path: string,
  limit = Infinity,
  tooLarge: () => Error = () => new Error(`more than ${limit} bytes`),
): Promise<number> {
  let count = 0;
  let looked = -Infinity;
  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      count += piece.length;
      if (count > limit) throw tooLarge();
      if (count - looked > interval) {
        looked = count;
        await freeFor(dirname(path), spared);
      }
      yield piece;
    }
  }
  if (announced !== null && announced > limit) throw tooLarge();
  // What is known to be too much is not begun.
  if (announced !== null) await freeFor(dirname(path), announced + spared);
  const body = bytes ? Readable.fromWeb(bytes) : Readable.from([]);
  try {
    await pipeline(body, counted, createWriteStream(path));
    return count;
  } catch (cause) {
    await rm(path, { force: true });
    const told = unwritable(path, cause);
    if (told === cause || !(told instanceof UserError) || told.code !== "disk-full") throw told;
    const message = said("api.disk-uploads-lie-full", { count });
    throw new UserError("disk-full", message, { cause });
  }
}
