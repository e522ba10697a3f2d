/** @file A file that is to be decoded, checked: what its own header says, before its decoder sees it. */
import type { ByteSource } from "./byte-source.ts";
import { fileBytes, heldBytes } from "./byte-source.ts";
import { openRegular, readRegular } from "../regular-file.ts";
import type { Format } from "./formats.ts";
import { formatOf, headBytes } from "./formats.ts";
import { notWhole, unreadable } from "./not-whole.ts";
import { checkGif } from "./whole/gif.ts";
import { checkJpeg, checkJpegRoom } from "./whole/jpeg.ts";
import type { PngColour } from "./whole/png.ts";
import { checkPng, checkPngRoom, pngColour } from "./whole/png.ts";
import { tidied } from "./whole/tidy-tiff.ts";
import type { Tiff } from "./whole/tiff.ts";
import { checkTiff, checkTiffRoom } from "./whole/tiff.ts";
import { checkWebp } from "./whole/webp.ts";

/** What a file says of itself, read by us. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  readonly format: Format;
  readonly tiff: Tiff | null;
  readonly png: PngColour | null;
}

/** What a decoder is given. */
export interface Source extends FileFacts {
  readonly input: string | Uint8Array;
}

/**
 * The header alone, held against the file's length.
 * @throws UserError `image-unreadable` when it is no file, of no format that is decoded, or cannot hold what its header promises
 */
export const headerOf = (path: string): Promise<Source> => onDisk(path, checkRoom);

/** All of the file, where it lies. @throws UserError `image-unreadable` where it is not whole as well */
export const wholeOnDisk = (path: string): Promise<Source> => onDisk(path, checkWhole);

/** All of the file, read into memory. @throws UserError `image-unreadable` as the others */
export async function wholeInMemory(path: string): Promise<Source> {
  const bytes = await readRegular(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const facts = await checked(path, heldBytes(bytes), checkWhole);
  return { ...facts, input: facts.tiff ? tidied(bytes, facts.tiff) : bytes };
}

type Check = (source: ByteSource, format: Format) => Promise<Pick<FileFacts, "tiff" | "png">>;

async function onDisk(path: string, check: Check): Promise<Source> {
  const file = await openRegular(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    return { ...(await checked(path, await fileBytes(file), check)), input: path };
  } finally {
    await file.close();
  }
}

async function checked(path: string, source: ByteSource, check: Check): Promise<FileFacts> {
  try {
    const format = formatOf(path, await source.read(0, Math.min(headBytes, source.size)));
    return { size: source.size, format, ...(await check(source, format)) };
  } catch (cause) {
    throw notWhole(path, cause);
  }
}

const none = { tiff: null, png: null };

const checkRoom: Check = async (source, format) => {
  if (format === "TIFF") return { ...none, tiff: await checkTiffRoom(source) };
  if (format === "JPEG") await checkJpegRoom(source);
  if (format !== "PNG") return none;
  await checkPngRoom(source);
  return { ...none, png: await pngColour(source) };
};

const checkWhole: Check = async (source, format) => {
  if (format === "TIFF") return { ...none, tiff: await checkTiff(source) };
  if (format === "JPEG") await checkJpeg(source);
  if (format === "GIF") await checkGif(source);
  if (format === "WebP") await checkWebp(source);
  if (format !== "PNG") return none;
  await checkPng(source);
  return { ...none, png: await pngColour(source) };
};
