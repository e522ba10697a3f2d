/**
 * @file What a file says of its pictures beyond what its decoder reads of it: one table of what is looked for, by format.
 *
 * [Note: What a file declares] A decoder hands out numbers. Where the file itself says that they mean other colours, another white, or
 * that there are more pictures, and none of that is used, it is told. Nothing of it is worth refusing a file for: what cannot be
 * read here counts as not said.
 */
import type { ByteSource } from "../byte-source.ts";
import type { Format } from "../formats.ts";
import type { Tiff } from "../whole/tiff.ts";
import { avifDeclared } from "./avif.ts";
import { jpegDeclared } from "./jpeg.ts";
import { pngDeclared } from "./png.ts";
import { tiffDeclared } from "./tiff.ts";
import type { Declared } from "./declaration.ts";

export const nothingDeclared: Declared = { colours: [], pictures: 1, masks: [], white: null };

type Reader = (source: ByteSource, tiff: Tiff | null) => Promise<Partial<Declared>>;

/**
 * What is looked for. WebP and GIF have nothing but profiles, EXIF and frames, which their decoder reads.
 * - PNG: cICP, gAMA, cHRM, iCCP that the decoder leaves out, acTL
 * - JPEG: the pictures of a Multi-Picture Format
 * - TIFF: GrayResponseCurve, TransferFunction, WhitePoint, PrimaryChromaticities, ReferenceBlackWhite, MaxSampleValue, what ImageJ
 *   writes, transparency masks
 * - AVIF: nclx
 * EXIF's colour space is the same in all of them: see exif.ts.
 */
const readers: Partial<Record<Format, Reader>> = {
  PNG: pngDeclared,
  JPEG: jpegDeclared,
  TIFF: tiffDeclared,
  AVIF: avifDeclared,
};

export async function declaredBy(
  source: ByteSource,
  format: Format,
  tiff: Tiff | null,
): Promise<Declared> {
  const read = readers[format];
  const found = read ? await read(source, tiff).catch((): Partial<Declared> => ({})) : {};
  return { ...nothingDeclared, ...found };
}
