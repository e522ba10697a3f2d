/**
 * @file Entries of a directory of TIFF's kind that are told and not used: whatever is wrong with one, it counts as not there.
 * Source: TIFF 6.0, section 2; BigTIFF by Aware Systems. EXIF and the Multi-Picture Format have the same directories.
 */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";
import { readInteger, dataViewOf, widths } from "./tiff-directory.ts";

export interface LenientEntry {
  readonly type: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

export interface LenientDirectory {
  readonly littleEndian: boolean;
  /** Of the tags that were asked for. */
  readonly told: ReadonlyMap<number, LenientEntry>;
  /** Where the next one lies; 0 where there is none. */
  readonly next: number;
  /** The first number of a tag, where it has one. */
  readonly number: (tag: number) => number | undefined;
  /** All of them, fractions among them. */
  readonly numbers: (tag: number) => number[];
}

/** A curve of 16 bits for three colours has 384 KB. */
const mostBytes = 1 << 20;

/** @param at of the directory; the first one where it is left out @throws Error where there is no directory */
export async function readLenientDirectory(
  source: ByteSource,
  wanted: readonly number[],
  at?: number,
): Promise<LenientDirectory> {
  const head = dataViewOf(await source.read(0, 8));
  const littleEndian = head.getUint16(0) === 0x4949;
  const big = head.getUint16(2, littleEndian) === 43;
  const pointer = big ? 8 : 4;
  const read = async (place: number, length: number): Promise<number> =>
    readInteger(dataViewOf(await source.read(place, length)), 0, length, littleEndian);
  const start = at ?? (await read(big ? 8 : 4, pointer));
  const countBytes = big ? 8 : 2;
  const count = await read(start, countBytes);
  if (count === 0 || count > 0xffff) throw new Told(said("image.directory-entries", { count }));
  const width = big ? 20 : 12;
  const view = dataViewOf(await source.read(start + countBytes, count * width));
  const told = new Map<number, LenientEntry>();
  for (let index = 0; index < count; index++) {
    const entry = index * width;
    const tag = view.getUint16(entry, littleEndian);
    if (!wanted.includes(tag) || told.has(tag)) continue;
    const type = view.getUint16(entry + 2, littleEndian);
    const values = readInteger(view, entry + 4, pointer, littleEndian);
    const bytes = values * (widths[type] ?? 0);
    if (bytes === 0 || bytes > mostBytes) continue;
    const inline = entry + 4 + pointer;
    const place =
      bytes <= pointer
        ? start + countBytes + inline
        : readInteger(view, inline, pointer, littleEndian);
    if (place + bytes > source.size) continue;
    told.set(tag, { type, count: values, bytes: await source.read(place, bytes) });
  }
  const end = start + countBytes + count * width;
  const next = end + pointer <= source.size ? await read(end, pointer) : 0;
  const numbers = (tag: number): number[] => valuesOf(told.get(tag), littleEndian);
  return { littleEndian, told, next, numbers, number: (tag) => numbers(tag)[0] };
}

/** Numbers of every kind that TIFF has; none of text. */
function valuesOf(entry: LenientEntry | undefined, littleEndian: boolean): number[] {
  const width = entry && widths[entry.type];
  if (!entry || !width || entry.type === 2) return [];
  const view = dataViewOf(entry.bytes);
  return Array.from({ length: entry.count }, (_, index) => {
    const at = index * width;
    switch (entry.type) {
      case 5:
        return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
      case 10:
        return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
      case 11:
        return view.getFloat32(at, littleEndian);
      case 12:
        return view.getFloat64(at, littleEndian);
      default:
        return readInteger(view, at, width, littleEndian);
    }
  });
}
