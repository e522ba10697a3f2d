/** @file Whether a TIFF is whole: its strips or tiles lie in the file, and can hold the pixels that its header promises. */
import { Told, said } from "../../../src-core/messages/said.ts";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createInflate, inflate } from "node:zlib";
import type { Size } from "../../../src-core/size.ts";
import type { ByteSource } from "../byte-source.ts";
import { heldBytes, pieceBytes } from "../byte-source.ts";
import { NotRead } from "../decode-errors.ts";
import { checkJpeg } from "./jpeg.ts";
import { checkBlocks, checkRatio, deflateRatio } from "./compression-limits.ts";
import type { TiffDirectory } from "./tiff-directory.ts";
import { readDirectory } from "./tiff-directory.ts";
import type { Segment, TiffLayout } from "./tiff-layout.ts";
import { layoutOf } from "./tiff-layout.ts";
import { laterSizes } from "./tiff-pages.ts";
import { checkPlaces } from "./tiff-places.ts";

const [fax, jpeg, deflates] = [[2, 3, 4], 7, [8, 32946]];
/** What is decoded, with the bytes that one byte can stand for: none, CCITT, LZW, JPEG, deflate, PackBits, WebP. */
const ratios: ReadonlyMap<number, number> = new Map([
  [1, 1],
  // A row takes a bit at least, and JPEG's blocks are counted: see below.
  ...[...fax, jpeg, 50001].map((code): [number, number] => [code, Infinity]),
  // A code of 12 bits stands for 4,096 − 258 bytes at most, when its table is full.
  [5, 2560],
  ...deflates.map((code): [number, number] => [code, deflateRatio]),
  [32773, 64],
]);
const compressionNames: Partial<Record<number, string>> = {
  6: "old-style JPEG",
  32766: "NeXT",
  32771: "CCITT with words",
  32809: "ThunderScan",
  32908: "PixarFilm",
  32909: "PixarLog",
  33003: "JPEG 2000",
  33004: "JPEG 2000",
  33005: "JPEG 2000",
  33007: "JPEG",
  34676: "SGI Log",
  34677: "SGI Log 24",
  34661: "JBIG",
  34712: "JPEG 2000",
  34887: "LERC",
  34892: "lossy JPEG",
  34925: "LZMA",
  34926: "Zstandard",
  34933: "PNG",
  34934: "JPEG XR",
  50000: "Zstandard",
  50002: "JPEG XL",
  52546: "JPEG XL",
};

export interface Tiff {
  readonly directory: TiffDirectory;
  readonly layout: TiffLayout;
  /** Sizes of the images from the second on, as far as they may be levels of a pyramid. */
  readonly later: readonly Size[];
}

/**
 * The directory, held against the file's length: no pixel is read.
 * @throws Error where the compression is not built in, strips or tiles are missing, too short, or lie over one another, or there
 * are more pages than anybody looks at
 */
export async function checkTiffRoom(source: ByteSource): Promise<Tiff> {
  const directory = await readDirectory(source);
  const layout = layoutOf(directory);
  checkKind(layout);
  checkPlaces(source.size, directory, layout);
  for (const segment of layout.segments) checkRoom(layout, segment);
  return { directory, layout, later: await laterSizes(source, directory) };
}

/**
 * All of the file but what its decoder sees by itself.
 * @throws Error where a check sum is wrong, or pixels are missing
 */
export async function checkTiff(source: ByteSource): Promise<Tiff> {
  const tiff = await checkTiffRoom(source);
  const { compression, segments } = tiff.layout;
  if (deflates.includes(compression))
    for (let at = 0; at < segments.length; at += together)
      await Promise.all(segments.slice(at, at + together).map((one) => checkInflated(source, one)));
  if (compression === jpeg)
    for (const one of segments) await checkPicture(source, tiff.layout, one);
  return tiff;
}

/** Strips or tiles that are inflated at the same time. */
const together = 16;

function checkKind({ compression, photometric }: TiffLayout): void {
  if (!ratios.has(compression)) {
    const name = compressionNames[compression];
    throw new NotRead(
      said("image.compression", {
        compression,
        named: name ? said("image.compression-named", { name }) : "",
      }),
    );
  }
  if (photometric === 6 && compression !== jpeg)
    throw new NotRead(said("image.colours-ycbcr-without-jpeg"));
}

function checkRoom(layout: TiffLayout, { bytes, needed, rows }: Segment): void {
  const { compression, segmentWidth, tiled } = layout;
  if (compression === 1 && bytes < needed)
    throw new Told(
      said("image.part-short", {
        which: said(tiled ? "image.tile" : "image.strip"),
        bytes,
        needed,
      }),
    );
  checkRatio(needed, bytes, ratios.get(compression) ?? 1);
  if (compression === jpeg) checkBlocks(segmentWidth, rows, bytes);
  // However wide it is, a row takes a bit.
  if (fax.includes(compression) && rows > bytes * 8)
    throw new Told(said("image.header-promises-rows-which", { rows, bytes }));
}

const inflated = promisify(inflate);
/** Bytes that are inflated in one piece. */
const mostAtOnce = 1 << 24;

/** libtiff stops at the last pixel, before the check sum. */
async function checkInflated(source: ByteSource, segment: Segment): Promise<void> {
  const { needed, most } = segment;
  const length =
    most > mostAtOnce
      ? await streamedLength(source, segment)
      : (
          await inflated(await source.read(segment.at, segment.bytes), {
            // A writer may end with a few bytes more than the rows.
            maxOutputLength: most + 65_536,
          })
        ).length;
  if (length < needed) throw new Told(said("image.part-pixels-ends-after", { length, needed }));
}

async function streamedLength(source: ByteSource, { at, bytes }: Segment): Promise<number> {
  const stream = Readable.from(pieces(source, at, bytes)).pipe(createInflate());
  let length = 0;
  for await (const chunk of stream) length += (chunk as Uint8Array).length;
  return length;
}

async function* pieces(source: ByteSource, at: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < bytes; done += pieceBytes)
    yield await source.read(at + done, Math.min(pieceBytes, bytes - done));
}

/** A strip or tile that is a JPEG of its own. */
async function checkPicture(
  source: ByteSource,
  layout: TiffLayout,
  { at, bytes, rows }: Segment,
): Promise<void> {
  const { width, height } = await checkJpeg(heldBytes(await source.read(at, bytes)));
  if (width < layout.segmentWidth || height < rows)
    throw new Told(
      said("image.strip-tile-pixels", { width, height, segmentWidth: layout.segmentWidth, rows }),
    );
}
