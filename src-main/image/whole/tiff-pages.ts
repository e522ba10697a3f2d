/** @file The directories behind the first one of a TIFF: how many they are is known before its decoder walks over all of them. */
import { said } from "../../../src-core/messages/said.ts";
import type { Size } from "../../../src-core/size.ts";
import type { ByteSource } from "../byte-source.ts";
import { NotRead } from "../decode-errors.ts";
import { readLenientDirectory } from "./lenient-directory.ts";
import type { TiffDirectory } from "./tiff-directory.ts";
import { dataViewOf, readInteger, tags } from "./tiff-directory.ts";

/** Its decoder walks over all directories each time that it opens the file. */
const mostPages = 65_536;
const mostEntries = 1_000_000;
/** Images that are looked at: a pyramid has fewer levels, and a stack of a thousand slices is known by its second. */
const mostLevels = 32;
/** Bytes that hold most directories. */
const most = 4096;

/**
 * @returns the sizes of the images from the second on, as far as they may be levels of a pyramid; 0×0 where it is not told
 * @throws NotRead where there are more pages, or more entries in them, than a decoder should walk over
 */
export async function laterSizes(source: ByteSource, first: TiffDirectory): Promise<Size[]> {
  const { big, littleEndian } = first;
  const [countBytes, step, pointer] = big ? [8, 20, 8] : [2, 12, 4];
  const number = async (at: number, length: number): Promise<number> =>
    readInteger(dataViewOf(await source.read(at, length)), 0, length, littleEndian);
  const sizes: Size[] = [];
  const seen = new Set([first.at]);
  let entries = 0;
  // A circle has no end, and what lies outside is none.
  for (let at = first.next; at !== 0 && !seen.has(at) && at + countBytes <= source.size;) {
    seen.add(at);
    const head = dataViewOf(await source.read(at, Math.min(most, source.size - at)));
    const count = readInteger(head, 0, countBytes, littleEndian);
    const end = countBytes + count * step;
    entries += count;
    if (seen.size > mostPages)
      throw new NotRead(said("image.more-than-pages-which", { mostPages }));
    if (entries > mostEntries)
      throw new NotRead(said("image.pages-more-than-entries", { mostEntries }));
    if (count === 0 || at + end + pointer > source.size) break;
    if (sizes.length + 1 < mostLevels) sizes.push(await sizeAt(source, at));
    at =
      end + pointer <= head.byteLength
        ? readInteger(head, end, pointer, littleEndian)
        : await number(at + end, pointer);
  }
  return sizes;
}

/** A damaged later image is no reason to refuse the first one. */
async function sizeAt(source: ByteSource, at: number): Promise<Size> {
  const wanted = [tags.width, tags.height];
  const found = await readLenientDirectory(source, wanted, at).catch(() => null);
  const [width = 0, height = 0] = wanted.map((tag) => found?.number(tag));
  return { width, height };
}
