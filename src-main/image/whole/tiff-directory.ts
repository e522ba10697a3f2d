/** @file The first directory of a TIFF, read by ourselves. Source: TIFF 6.0, section 2; BigTIFF by Aware Systems. */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";

export const tags = {
  subfile: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripCounts: 279,
  planes: 284,
  faxOptions3: 292,
  faxOptions4: 293,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileCounts: 325,
  inks: 332,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  subsampling: 530,
  profile: 34675,
} as const;

export type TagName = keyof typeof tags;

export interface TagEntry {
  readonly type: number;
  readonly count: number;
  /** Its values as they lie in the file. */
  readonly bytes: Uint8Array;
  /** Where they lie. */
  readonly at: number;
}

export interface TiffDirectory {
  readonly littleEndian: boolean;
  readonly big: boolean;
  /** Where it lies in the file, and how many bytes it takes. */
  readonly at: number;
  readonly length: number;
  /** Where the next one lies; 0 where there is none. */
  readonly next: number;
  /** Whether its tags are in order, as they have to be. */
  readonly sorted: boolean;
  /** Of the tags that are named above; of each the first. */
  readonly entries: ReadonlyMap<TagName, TagEntry>;
}

/** Bytes of a value of each type. */
export const widths: Partial<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};
const names = new Map(Object.entries(tags).map(([name, tag]) => [tag as number, name as TagName]));
/** An entry is no longer than this: a profile or the tables of strips of the largest image. */
const mostBytes = 1 << 28;

/** @throws Error where it is damaged, or what it names lies outside of the file */
export async function readDirectory(source: ByteSource): Promise<TiffDirectory> {
  const head = dataViewOf(await source.read(0, 8));
  const littleEndian = head.getUint16(0) === 0x4949;
  const big = head.getUint16(2, littleEndian) === 43;
  const pointer = big ? 8 : 4;
  const number = async (at: number, length: number): Promise<number> =>
    readInteger(dataViewOf(await source.read(at, length)), 0, length, littleEndian);
  const at = await number(big ? 8 : 4, pointer);
  const countBytes = big ? 8 : 2;
  const count = await number(at, countBytes);
  if (count === 0 || count > 0xffff) throw new Told(said("image.directory-entries", { count }));
  const length = countBytes + count * (big ? 20 : 12);
  const body = await source.read(at, length);
  const view = dataViewOf(body);
  const entries = new Map<TagName, TagEntry>();
  let [sorted, before] = [true, 0];
  for (let start = countBytes; start < length; start += big ? 20 : 12) {
    const tag = view.getUint16(start, littleEndian);
    sorted &&= tag >= before;
    before = tag;
    const name = names.get(tag);
    if (!name || entries.has(name)) continue;
    const type = view.getUint16(start + 2, littleEndian);
    const values = readInteger(view, start + 4, pointer, littleEndian);
    const bytes = values * (widths[type] ?? 0);
    if (bytes === 0 || bytes > mostBytes)
      throw new Told(said("image.directory-damaged-tag", { tags: tags[name] }));
    const inline = start + 4 + pointer;
    const place = bytes <= pointer ? at + inline : readInteger(view, inline, pointer, littleEndian);
    entries.set(name, { type, count: values, bytes: await source.read(place, bytes), at: place });
  }
  // An old writer may leave out the last pointer at the end of the file.
  const end = at + length + pointer;
  const next = end <= source.size ? await number(at + length, pointer) : 0;
  return { littleEndian, big, at, length, next, sorted, entries };
}

/** Whole numbers of an entry; none where it is not there. @throws Error where they are none */
export function tagNumbers({ entries, littleEndian }: TiffDirectory, name: TagName): number[] {
  const entry = entries.get(name);
  if (!entry) return [];
  const width = (
    { 1: 1, 3: 2, 4: 4, 7: 1, 13: 4, 16: 8, 18: 8 } as Partial<Record<number, number>>
  )[entry.type];
  if (width === undefined) throw new Told(said("image.tag-holds-no-whole", { tags: tags[name] }));
  const view = dataViewOf(entry.bytes);
  return Array.from({ length: entry.count }, (_, index) =>
    readInteger(view, index * width, width, littleEndian),
  );
}

export const dataViewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Beyond 2^53 a number is none of a file's. */
export function readInteger(
  view: DataView,
  at: number,
  width: number,
  littleEndian: boolean,
): number {
  if (width === 1) return view.getUint8(at);
  if (width === 2) return view.getUint16(at, littleEndian);
  if (width === 4) return view.getUint32(at, littleEndian);
  return Number(view.getBigUint64(at, littleEndian));
}
