/** @file The tiles of an uncompressed BigTIFF as `makeTiled` writes it. Source: TIFF 6.0, section 15; BigTIFF by Aware Systems. */
import { Told, said } from "../../../src-core/messages/said.ts";
import { read } from "node:fs";
import { promisify } from "node:util";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { tileSide } from "../pyramid.ts";

/** One directory of the file: a level of the pyramid. */
export interface TileLevel {
  readonly width: number;
  readonly height: number;
  /** Where each tile begins in the file, row by row. */
  readonly offsets: readonly number[];
}

const tag = { width: 256, height: 257, compression: 259, tileWidth: 322, offsets: 324 };
const readAt = promisify(read);
const [bigTiff, uncompressed, long8] = [43, 1, 16];

/** @throws Error when the file is not one of ours */
export async function readLevels(file: number): Promise<TileLevel[]> {
  const header = await bytesAt(file, 0, 16);
  if (header.toString("latin1", 0, 2) !== "II" || header.readUInt16LE(2) !== bigTiff)
    throw new Told(said("image.no-bigtiff"));
  const levels: TileLevel[] = [];
  let at = Number(header.readBigUInt64LE(8));
  while (at !== 0) {
    const count = Number((await bytesAt(file, at, 8)).readBigUInt64LE());
    const directory = await bytesAt(file, at + 8, count * 20 + 8);
    levels.push(await readLevel(file, directory.subarray(0, count * 20)));
    at = Number(directory.readBigUInt64LE(count * 20));
  }
  return levels;
}

async function readLevel(file: number, directory: Buffer): Promise<TileLevel> {
  const entries = new Map<number, Buffer>();
  for (let at = 0; at < directory.length; at += 20)
    entries.set(directory.readUInt16LE(at), directory.subarray(at, at + 20));
  const entry = (name: keyof typeof tag): Buffer => {
    const found = entries.get(tag[name]);
    if (!found) throw new Told(said("image.directory-lacks", { name }));
    return found;
  };
  // Numbers are little-endian and padded with zeros, so that a short one reads like a long one.
  const value = (name: keyof typeof tag): number => entry(name).readUInt32LE(12);
  if (value("compression") !== uncompressed || value("tileWidth") !== tileSide)
    throw new Told(said("image.tiles-pixels-uncompressed", { tileSide }));
  const [width, height] = [value("width"), value("height")];
  const count = Math.ceil(width / tileSide) * Math.ceil(height / tileSide);
  const listed = entry("offsets");
  if (listed.readUInt16LE(2) !== long8 || Number(listed.readBigUInt64LE(4)) !== count)
    throw new Told(said("image.level-no-tiles", { width, height, count }));
  const list =
    count === 1
      ? listed.subarray(12)
      : await bytesAt(file, Number(listed.readBigUInt64LE(12)), count * 8);
  const offsets = Array.from({ length: count }, (_, tile) =>
    Number(list.readBigUInt64LE(tile * 8)),
  );
  return { width, height, offsets };
}

/** Pixels of an area inside a level, as they lie in the file: height × width × channels. Safe to be called many times at once. */
export async function readTiles(
  file: number,
  level: TileLevel,
  area: Rectangle,
  channels: number,
): Promise<Uint8Array> {
  const across = Math.ceil(level.width / tileSide);
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  const result = new Uint8Array(area.height * area.width * channels);
  const readTile = async (column: number, row: number): Promise<void> => {
    const left = Math.max(area.x, column * tileSide);
    const end = Math.min(right, (column + 1) * tileSide);
    const top = Math.max(area.y, row * tileSide);
    const rows = Math.min(bottom, (row + 1) * tileSide) - top;
    const line = tileSide * channels;
    const offset = level.offsets[row * across + column] ?? 0;
    const bytes = await bytesAt(file, offset + (top - row * tileSide) * line, rows * line);
    const length = (end - left) * channels;
    for (let index = 0; index < rows; index++) {
      const from = index * line + (left - column * tileSide) * channels;
      const to = ((top + index - area.y) * area.width + left - area.x) * channels;
      result.set(bytes.subarray(from, from + length), to);
    }
  };
  const reads: Promise<void>[] = [];
  for (let row = Math.floor(area.y / tileSide); row * tileSide < bottom; row++)
    for (let column = Math.floor(area.x / tileSide); column * tileSide < right; column++)
      reads.push(readTile(column, row));
  await Promise.all(reads);
  return result;
}

async function bytesAt(file: number, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await readAt(file, bytes, 0, length, position);
  if (bytesRead < length)
    throw new Told(
      said("image.ends-bytes-early", {
        length: length - bytesRead,
        position: position + bytesRead,
      }),
    );
  return bytes;
}
