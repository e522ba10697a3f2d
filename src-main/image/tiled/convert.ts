/** @file An image file → a tiled file, with what lies between them on the disk. */
import { constants } from "node:fs";
import { copyFile, open, rm } from "node:fs/promises";
import type { Sharp } from "sharp";
import type { Header } from "../header.ts";
import { normalized, openImage, shortened } from "../header.ts";
import { hasStoredLevels, tileSide } from "../pyramid.ts";
import type { ImageSource } from "../checked-source.ts";
import { tidyTiff } from "../whole/tidy-tiff.ts";

/** What is done before the tiles are written. */
export interface Steps {
  /** A TIFF whose decoder complains of its directory: a copy with a tidy one is read (see tidy-tiff.ts). */
  readonly tidy: boolean;
  /** Bytes that they take on the disk. */
  readonly bytes: number;
}

const tiles = {
  compression: "none",
  tile: true,
  tileWidth: tileSide,
  tileHeight: tileSide,
} as const;

export async function stepsFor(source: ImageSource, header: Header): Promise<Steps> {
  const tidy = source.tiff !== null && !(await opens(source));
  const shorter = header.deep ? header.width * header.height * 4 : 0;
  return { tidy, bytes: (tidy ? source.size : 0) + shorter };
}

/** Its first pixel: what libtiff has to say of the directory it says at once. */
const opens = (source: ImageSource): Promise<boolean> =>
  openImage(source)
    .extract({ left: 0, top: 0, width: 1, height: 1 })
    .raw()
    .toBuffer()
    .then(
      () => true,
      () => false,
    );

/** Files that lie beside a tiled file while it is written. */
export const temporaryFiles = (part: string): { tidy: string; eight: string } => ({
  tidy: `${part}.tidy.part`,
  eight: `${part}.eight.part`,
});

/** @throws Error of libvips */
export async function convertToTiled(
  source: ImageSource,
  header: Header,
  { tidy }: Steps,
  part: string,
): Promise<void> {
  const paths = temporaryFiles(part);
  try {
    const image = openImage(tidy ? await tidyCopy(source, paths.tidy) : source, { header });
    // Turning needs the whole image in memory: the tiles keep its orientation, and what is read of them is turned.
    await normalized(await ofEightBits(image, header, paths.eight), header)
      .tiff({ ...tiles, pyramid: hasStoredLevels(header), bigtiff: true })
      .toFile(part);
  } finally {
    for (const path of [paths.tidy, paths.eight]) await rm(path, { force: true });
  }
}

async function tidyCopy(source: ImageSource, copy: string): Promise<ImageSource> {
  const { tiff, input, size } = source;
  if (!tiff || typeof input !== "string") return source;
  await copyFile(input, copy, constants.COPYFILE_FICLONE);
  const { end, pointer } = tidyTiff(tiff, size);
  const file = await open(copy, "r+");
  try {
    await file.write(end, 0, end.length, size);
    await file.write(pointer.bytes, 0, pointer.bytes.length, pointer.at);
  } finally {
    await file.close();
  }
  return { ...source, input: copy };
}

async function ofEightBits(image: Sharp, header: Header, between: string): Promise<Sharp> {
  if (!header.deep) return image;
  await shortened(image, header).tiff({ compression: "none", bigtiff: true }).toFile(between);
  return openImage({ input: between, format: "TIFF" });
}
