/**
 * @file The same TIFF with a directory of our own behind it: the first image's tags that matter, sorted.
 *
 * [Note: Tidy directories] libtiff warns of what harms nothing (tags that are unsorted, unknown, listed twice, padded) in the same
 * way as of tiles that it could not decode, which libvips fills with black. So that every warning can be an error, the decoder
 * never sees the odd directory of a good file.
 */
import { Told, said } from "../../../src-core/messages/said.ts";
import type { Tiff } from "./tiff.ts";
import type { NewEntry } from "./write-directory.ts";
import { numberEntry, writeDirectory } from "./write-directory.ts";
import { tags } from "./tiff-directory.ts";

const extraCodes = { unspecified: 0, associated: 1, alpha: 2 } as const;

/** A file's end and a change in its header that together put a directory in the place of its own. */
export interface Tidy {
  /** To be appended. */
  readonly end: Uint8Array;
  /** Where the header names the directory, and what it says then. */
  readonly pointer: { readonly at: number; readonly bytes: Uint8Array };
}

/** @param size bytes of the file */
export function tidyTiff({ directory, layout }: Tiff, size: number): Tidy {
  const { littleEndian, big, entries } = directory;
  const wide = big ? 8 : 4;
  const kept: NewEntry[] = [];
  for (const [name, { type, count, bytes }] of entries)
    if (!["subfile", "extraSamples", "stripCounts", "tileCounts"].includes(name))
      kept.push({ tag: tags[name], type, count, bytes });
  const lengths = layout.segments.map(({ bytes }) => bytes);
  const counts = layout.tiled ? tags.tileCounts : tags.stripCounts;
  kept.push(numberEntry(counts, lengths, wide, littleEndian));
  const extra = layout.extra.map((kind) => extraCodes[kind]);
  if (extra.length > 0) kept.push(numberEntry(tags.extraSamples, extra, 2, littleEndian));
  if (!big && size > 0xff00_0000) throw new Told(said("image.directory-odd-there-no"));
  const padding = size % 2;
  const written = writeDirectory(kept, size + padding, directory);
  const end = new Uint8Array(padding + written.length);
  end.set(written, padding);
  const pointer = numberEntry(0, [size + padding], wide, littleEndian).bytes;
  return { end, pointer: { at: wide, bytes: pointer } };
}

/** A file that is held in memory, tidied. */
export function tidied(bytes: Uint8Array, tiff: Tiff): Uint8Array {
  const { end, pointer } = tidyTiff(tiff, bytes.length);
  const result = new Uint8Array(bytes.length + end.length);
  result.set(bytes);
  result.set(pointer.bytes, pointer.at);
  result.set(end, bytes.length);
  return result;
}
