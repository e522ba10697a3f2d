/** @file A file that is to be decoded, checked: what its own header says, before its decoder sees it. */
import type { ByteSource } from "./byte-source.ts";
import { fileBytes, heldBytes } from "./byte-source.ts";
import type { Declared } from "./declared/declaration.ts";
import { declaredBy } from "./declared/declared-by.ts";
import { openRegular, readRegular } from "../files/regular-file.ts";
import type { Format } from "./formats.ts";
import { formatOf, headBytes } from "./formats.ts";
import { notWhole, unreadable } from "./decode-errors.ts";
import { checkGif } from "./whole/gif.ts";
import { checkJpeg, checkJpegRoom } from "./whole/jpeg.ts";
import { checkPng, checkPngRoom } from "./whole/png.ts";
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
}

/** What a decoder is given. */
export interface ImageSource extends FileFacts {
  readonly input: string | Uint8Array;
}

/** What is said of it, too. */
export interface SourceHeader extends ImageSource {
  readonly declared: Declared;
}

/**
 * The header alone, held against the file's length.
 * @throws UserError `image-unreadable` when it is no file, of no format that is decoded, or cannot hold what its header promises
 */
export const checkedHeader = (path: string): Promise<SourceHeader> =>
  onDisk(path, async (bytes) => {
    const facts = await checked(path, bytes, checkRoom);
    return { ...facts, declared: await declaredBy(bytes, facts.format, facts.tiff) };
  });

/** All of the file, where it lies. @throws UserError `image-unreadable` where it is not whole as well */
export const checkedFile = (path: string): Promise<ImageSource> =>
  onDisk(path, (bytes) => checked(path, bytes, checkWhole));

/** All of the file, read into memory. @throws UserError `image-unreadable` as the others */
export async function checkedBytes(path: string): Promise<ImageSource> {
  const bytes = await readRegular(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const facts = await checked(path, heldBytes(bytes), checkWhole);
  return { ...facts, input: facts.tiff ? tidied(bytes, facts.tiff) : bytes };
}

type Check = (source: ByteSource, format: Format) => Promise<Tiff | null>;

async function onDisk<T>(
  path: string,
  read: (bytes: ByteSource) => Promise<T>,
): Promise<T & { readonly input: string }> {
  const file = await openRegular(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    return { ...(await read(await fileBytes(file))), input: path };
  } finally {
    await file.close();
  }
}

async function checked(path: string, source: ByteSource, check: Check): Promise<FileFacts> {
  try {
    const format = formatOf(path, await source.read(0, Math.min(headBytes, source.size)));
    return { size: source.size, format, tiff: await check(source, format) };
  } catch (cause) {
    throw notWhole(path, cause);
  }
}

const checkRoom: Check = async (source, format) => {
  if (format === "TIFF") return checkTiffRoom(source);
  if (format === "JPEG") await checkJpegRoom(source);
  if (format === "PNG") await checkPngRoom(source);
  return null;
};

const checkWhole: Check = async (source, format) => {
  if (format === "TIFF") return checkTiff(source);
  if (format === "JPEG") await checkJpeg(source);
  if (format === "GIF") await checkGif(source);
  if (format === "WebP") await checkWebp(source);
  if (format === "PNG") await checkPng(source);
  return null;
};
