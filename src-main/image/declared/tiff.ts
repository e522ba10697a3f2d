/** @file What a TIFF says beyond what its decoder reads. Source: TIFF 6.0, sections 8, 20 and 22. */
import { said } from "../../../src-core/messages/said.ts";
import type { ByteSource } from "../byte-source.ts";
import type { Tiff } from "../whole/tiff.ts";
import { tagNumbers } from "../whole/tiff-directory.ts";
import type { LenientDirectory } from "../whole/lenient-directory.ts";
import { readLenientDirectory } from "../whole/lenient-directory.ts";
import { arePrimariesUsual, isWhiteUsual } from "./chromaticities.ts";
import type { Declared, ColourStatement } from "./declaration.ts";
import { imagejLines, imagejNumber, imagejRange, imagejTags } from "./imagej.ts";

const tag = {
  subfile: 254,
  description: 270,
  most: 281,
  greyCurve: 291,
  curve: 301,
  white: 318,
  primaries: 319,
  blackWhite: 532,
};
const wanted = [...Object.values(tag), ...Object.values(imagejTags)];

/** A stack of a thousand slices has no mask behind them. */
const mostPages = 32;
const isMask = 4;

/** @throws Error where it has no directory */
export async function tiffDeclared(
  source: ByteSource,
  tiff: Tiff | null,
): Promise<Partial<Declared>> {
  if (!tiff) return {};
  const first = await readLenientDirectory(source, wanted);
  const [bits = 1] = tagNumbers(tiff.directory, "bits");
  const lines = imagejLines(textOf(first, tag.description));
  return {
    colours: stated(first, tiff, bits),
    pictures: first.next === 0 ? picturesIn(source.size, tiff, lines) : 1,
    masks: await masksFrom(source, first.next),
    white: bits === 16 ? whiteOf(first, lines) : null,
  };
}

function textOf({ told }: LenientDirectory, which: number): string {
  const entry = told.get(which);
  return entry?.type === 2 ? Buffer.from(entry.bytes).toString("latin1") : "";
}

/** ImageJ writes one directory for stacks above 4 GB, and where it saves quickly. */
function picturesIn(
  size: number,
  { directory, layout }: Tiff,
  lines: ReadonlyMap<string, string>,
): number {
  const images = imagejNumber(lines, "images") ?? 1;
  const bytes = layout.segments.reduce((sum, { needed }) => sum + needed, 0);
  // A single slice that was saved for itself keeps the words of its stack.
  const room = size - directory.length;
  return layout.compression === 1 && images > 1 && room > images * bytes ? images : 1;
}

async function masksFrom(source: ByteSource, start: number): Promise<number[]> {
  const masks: number[] = [];
  let at = start;
  for (let page = 2; at !== 0 && page <= mostPages; page++) {
    const next = await readLenientDirectory(source, [tag.subfile], at).catch(() => null);
    if (!next) break;
    if (((next.number(tag.subfile) ?? 0) & isMask) !== 0) masks.push(page);
    at = next.next;
  }
  return masks;
}

function whiteOf(first: LenientDirectory, lines: ReadonlyMap<string, string>): Declared["white"] {
  const bytes = first.told.get(imagejTags.data)?.bytes;
  const range = bytes && imagejRange(bytes, first.numbers(imagejTags.counts), first.littleEndian);
  const [own, by] =
    range !== undefined
      ? [range, said("image.imagej-range")]
      : lines.has("max")
        ? [imagejNumber(lines, "max"), said("image.imagej-max")]
        : [first.number(tag.most), "MaxSampleValue"];
  return own !== undefined && own > 0 && own < 65_535 ? { value: own, by } : null;
}

const [whiteIsZero, blackIsZero, rgb, ycbcr] = [0, 1, 2, 6];

function stated(
  first: LenientDirectory,
  { layout: { photometric } }: Tiff,
  bits: number,
): ColourStatement[] {
  const isGrey = photometric === whiteIsZero || photometric === blackIsZero;
  const found: ColourStatement[] = [];
  if (isGrey && first.told.has(tag.greyCurve))
    found.push({ what: said("image.statement-grey-curve", { by: "GrayResponseCurve" }) });
  if ((isGrey || photometric === rgb) && !isCurveUsual(first.numbers(tag.curve), 2 ** bits))
    found.push({ what: said("image.statement-curve", { by: "TransferFunction" }) });
  if (isGrey) return found;
  if (!arePrimariesUsual(first.numbers(tag.primaries)))
    found.push({
      what: said("image.statement-primaries", { by: "PrimaryChromaticities" }),
      many: true,
    });
  else if (!isWhiteUsual(first.numbers(tag.white)))
    found.push({ what: said("image.statement-white-point", { by: "WhitePoint" }) });
  const isUsual = isBlackWhiteUsual(first.numbers(tag.blackWhite), 2 ** bits - 1);
  if ((photometric === rgb || photometric === ycbcr) && !isUsual)
    found.push({
      what: said("image.statement-black-white", { by: "ReferenceBlackWhite" }),
      many: true,
    });
  return found;
}

/** How far a curve may be from sRGB's, of 65,535: gamma 2.2, which is TIFF's own, is about half as far. */
const slack = 1000;

/** @param values one curve, or one for each colour, from a sample to linear light of 16 bits @param levels of a sample */
function isCurveUsual(values: readonly number[], levels: number): boolean {
  if (values.length !== levels && values.length !== 3 * levels) return true;
  return values.every((value, index) => {
    const sample = (index % levels) / (levels - 1);
    const light = sample <= 0.04045 ? sample / 12.92 : ((sample + 0.055) / 1.055) ** 2.4;
    return Math.abs(value - 65_535 * light) <= slack;
  });
}

/** From 0 to all of a sample, of YCbCr's differences from their middle on. */
function isBlackWhiteUsual(values: readonly number[], most: number): boolean {
  if (values.length !== 6) return true;
  const near = (usual: readonly number[]): boolean =>
    usual.every((value, index) => Math.abs(value - (values[index] ?? NaN)) < 1);
  const middle = (most + 1) / 2;
  return near([0, most, 0, most, 0, most]) || near([0, most, middle, most, middle, most]);
}
