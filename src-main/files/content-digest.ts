/** @file What a file is known by wherever it lies and whatever it is called: its content. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

const wholeUpTo = 64 * 2 ** 20; // bytes
const pieces = 64;
const piece = 2 ** 20; // bytes

/**
 * SHA-256 of a file's length and content; of a file above 64 MB, of 64 pieces of 1 MB that are spread evenly over it, its
 * beginning and its end among them: gigabytes are not read for it.
 */
export async function contentDigest(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const hash = createHash("sha256").update(`${size}\n`);
    const isWhole = size <= wholeUpTo;
    const count = isWhole ? Math.ceil(size / piece) : pieces;
    const buffer = Buffer.alloc(piece);
    for (let index = 0; index < count; index++) {
      const start = isWhole ? index * piece : Math.floor((index * (size - piece)) / (pieces - 1));
      const { bytesRead } = await file.read(buffer, 0, piece, start);
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest("hex");
  } finally {
    await file.close();
  }
}
