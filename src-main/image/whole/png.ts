/** @file Whether a PNG is whole: its chunks, their check sums, its end. Source: PNG specification, third edition, sections 5 and 11. */
import { Told, said } from "../../../src-core/messages/said.ts";
import { crc32 } from "node:zlib";
import type { ByteSource } from "../byte-source.ts";
import { ByteReader, pieceBytes } from "../byte-source.ts";
import { checkDeflated } from "./compression-limits.ts";

/** Samples of a pixel, by colour type. */
const samples: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
export const signatureLength = 8;

/**
 * The header, held against the file's length: in an instant, whatever the length.
 * @throws Error where the file cannot hold the pixels that it promises
 */
export async function checkPngRoom(source: ByteSource): Promise<void> {
  checkDeflated(pixelBytes(await source.read(signatureLength, 25)), source.size);
}

/** Bytes of the rows before they were compressed. @param header the chunk IHDR, with its length and name */
function pixelBytes(header: Uint8Array): number {
  const fields = view(header);
  const [width, height] = [fields.getUint32(8), fields.getUint32(12)];
  const [depth, colour] = [fields.getUint8(16), fields.getUint8(17)];
  const bits = depth * (samples[colour] ?? 1);
  if (nameAt(header, 4) !== "IHDR" || width === 0 || height === 0)
    throw new Told(said("image.no-png-header"));
  // Interlaced rows begin with a byte, too; there are more of them.
  return height * (1 + Math.ceil((width * bits) / 8));
}

/** @throws Error where a check sum is wrong, a chunk is cut off, or the end is missing */
export async function checkPng(source: ByteSource): Promise<void> {
  const needed = pixelBytes(await source.read(signatureLength, 25));
  const reader = new ByteReader(source);
  reader.at = signatureLength;
  let compressed = 0;
  for (;;) {
    const { head, chunk, length } = await nextChunk(reader, source.size);
    let sum = crc32(head.subarray(4));
    for (let left = length; left > 0;) {
      const bytes = await reader.take(Math.min(left, pieceBytes));
      sum = crc32(bytes, sum);
      left -= bytes.length;
    }
    if (view(await reader.take(4)).getUint32(0) !== sum)
      throw new Told(said("image.check-sum-chunk-wrong", { chunk }));
    if (chunk === "IDAT") compressed += length;
    if (chunk === "IEND") break;
  }
  checkDeflated(needed, compressed);
}

/** @throws Error where the file ends before it does */
export async function nextChunk(
  reader: ByteReader,
  size: number,
): Promise<{ head: Uint8Array; chunk: string; length: number }> {
  if (reader.ended) throw new Told(said("image.no-end-chunk"));
  const head = await reader.take(8);
  const length = view(head).getUint32(0);
  const name = nameAt(head, 4);
  const chunk = /^[A-Za-z]{4}$/.test(name) ? name : "?";
  if (reader.at + length + 4 > size)
    throw new Told(said("image.chunk-cut-off-bytes", { chunk, size: size - reader.at, length }));
  return { head, chunk, length };
}

const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const nameAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));
