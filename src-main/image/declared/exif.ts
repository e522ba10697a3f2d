/** @file The colour space that EXIF names. Source: Exif 2.32, 4.6.5 (ColorSpace) and 4.6.7 (interoperability, DCF's option file). */
import { said } from "../../../src-core/messages/said.ts";
import type { Param } from "../../../src-core/messages/template.ts";
import type { ByteSource } from "../byte-source.ts";
import { heldBytes } from "../byte-source.ts";
import { readLenientDirectory } from "../whole/lenient-directory.ts";
import type { ColourStatement } from "./declaration.ts";

const tag = { exif: 0x8769, colourSpace: 0xa001, interoperability: 0xa005, index: 1 };
const uncalibrated = 0xffff;
/** Not of the standard, and written by cameras. */
const adobe = 2;

/** @param exif as it lies in the file, with or without the name before it @returns what it says, where that is not sRGB */
export async function exifColours(exif: Uint8Array): Promise<ColourStatement[]> {
  const named = Buffer.from(exif.subarray(0, 6)).toString("latin1") === "Exif\0\0";
  const source = heldBytes(named ? exif.subarray(6) : exif);
  try {
    const exifAt = (await readLenientDirectory(source, [tag.exif])).number(tag.exif);
    if (exifAt === undefined) return [];
    const directory = await readLenientDirectory(
      source,
      [tag.colourSpace, tag.interoperability],
      exifAt,
    );
    const space = directory.number(tag.colourSpace);
    const rule = await ruleAt(source, directory.number(tag.interoperability));
    if (rule === "R03" || space === adobe) return [told("Adobe RGB")];
    return space === uncalibrated ? [told(said("image.uncalibrated"))] : [];
  } catch {
    return [];
  }
}

const told = (space: Param): ColourStatement => ({
  what: said("image.statement-space", { space }),
});

async function ruleAt(source: ByteSource, at: number | undefined): Promise<string | null> {
  if (at === undefined) return null;
  const entry = (await readLenientDirectory(source, [tag.index], at)).told.get(tag.index);
  return Buffer.from(entry?.bytes.subarray(0, 3) ?? []).toString("latin1");
}
