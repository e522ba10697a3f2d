/**
 * @file Whether a colour profile is used: libvips leaves one out that it cannot use, and says nothing.
 * Source: ICC.1:2022, section 7.2.
 */
import { createHash } from "node:crypto";
import sharp from "sharp";
import { said } from "../../src-core/messages/said.ts";
import type { Message, Param } from "../../src-core/messages/template.ts";
import { numberEntry, writeDirectory } from "./whole/write-directory.ts";

export type ColourKind = "grey" | "rgb" | "cmyk";

const spaces: Readonly<Record<ColourKind, string>> = { grey: "GRAY", rgb: "RGB ", cmyk: "CMYK" };
const names: Readonly<Record<ColourKind, Param>> = {
  grey: said("image.grey"),
  rgb: "RGB",
  cmyk: "CMYK",
};
const headerBytes = 132;

/** What was found of profiles: the images of a folder have the same one mostly. */
const known = new Map<string, Promise<Message | null>>();
const mostKnown = 64;

/** @returns why the profile is not used, or null where it is */
export function unusedProfile(icc: Uint8Array, kind: ColourKind): Promise<Message | null> {
  const key = createHash("sha256").update(icc).update(kind).digest("hex");
  const answer = known.get(key) ?? examined(icc, kind);
  if (known.size >= mostKnown) known.clear();
  known.set(key, answer);
  return answer;
}

/** @param space of the profile, as ICC writes it @returns null where it is that of the image */
export const ofAnotherKind = (space: string, kind: ColourKind): Message | null =>
  space === spaces[kind]
    ? null
    : said("image.profile-of-another-kind", { space: namesOf(space), kind: names[kind] });

async function examined(icc: Uint8Array, kind: ColourKind): Promise<Message | null> {
  const head = Buffer.from(icc.buffer, icc.byteOffset, Math.min(icc.length, headerBytes));
  if (head.length < headerBytes || head.toString("latin1", 36, 40) !== "acsp")
    return said("image.profile-none");
  const size = head.readUInt32BE(0);
  if (size > icc.length) return said("image.profile-cut-off", { at: icc.length, size });
  const space = head.toString("latin1", 16, 20);
  if (space !== spaces[kind]) return ofAnotherKind(space, kind);
  return (await changesSomething(icc, kind)) ? null : said("image.profile-not-read");
}

/**
 * A few colours, with the profile and without. One that is used changes them on the way to sRGB or on the way to Display P3: no
 * profile is both.
 */
async function changesSomething(icc: Uint8Array, kind: ColourKind): Promise<boolean> {
  if (kind === "grey") return toneCurve(icc);
  for (const bits of kind === "rgb" ? ([8, 16] as const) : ([8] as const)) {
    const [plain, used] = await Promise.all([
      colours(probe(kind, bits, null)),
      colours(probe(kind, bits, icc)),
    ]);
    if (!used.equals(plain)) return true;
  }
  return false;
}

const colours = (tiff: Uint8Array): Promise<Buffer> =>
  sharp(tiff, { failOn: "none" }).toColourspace("srgb").raw().toBuffer();

/** Grey has nothing but a curve, and that of sRGB changes nothing. */
function toneCurve(icc: Uint8Array): boolean {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.length);
  const count = view.getUint32(128);
  for (let index = 0, at = headerBytes; index < count && at + 12 <= icc.length; index++, at += 12) {
    const name = String.fromCharCode(...icc.subarray(at, at + 4));
    const place = view.getUint32(at + 4);
    if (name !== "kTRC" && name !== "A2B0") continue;
    if (place + 4 > icc.length) return false;
    const kind = String.fromCharCode(...icc.subarray(place, place + 4));
    return ["curv", "para", "mft1", "mft2", "mAB "].includes(kind);
  }
  return false;
}

/** Strong and weak colours in a row, as a TIFF. */
function probe(kind: "rgb" | "cmyk", bits: 8 | 16, icc: Uint8Array | null): Uint8Array {
  const samples = kind === "rgb" ? 3 : 4;
  const levels = [0, 60, 128, 200, 255];
  const width = levels.length ** 2;
  const pixels = new Uint8Array((width * samples * bits) / 8);
  for (let pixel = 0, at = 0; pixel < width; pixel++)
    for (let sample = 0; sample < samples; sample++) {
      const step = sample % 2 === 0 ? pixel : Math.floor(pixel / levels.length);
      const value = levels[(step + sample) % levels.length] ?? 0;
      for (let byte = 0; byte < bits / 8; byte++) pixels[at++] = value;
    }
  const start = 8;
  const at = start + pixels.length + (pixels.length % 2);
  const number = (tag: number, ...values: number[]) => numberEntry(tag, values, 4, true);
  const short = (tag: number, ...values: number[]) => numberEntry(tag, values, 2, true);
  const entries = [
    ...[number(256, width), number(257, 1), short(258, ...new Array<number>(samples).fill(bits))],
    ...[short(259, 1), short(262, kind === "rgb" ? 2 : 5), number(273, start)],
    ...[short(277, samples), number(278, 1), number(279, pixels.length)],
    ...(icc ? [{ tag: 34675, type: 7, count: icc.length, bytes: icc }] : []),
  ];
  const directory = writeDirectory(entries, at, { littleEndian: true, big: false });
  const file = new Uint8Array(at + directory.length);
  file.set([0x49, 0x49, 42, 0]);
  new DataView(file.buffer).setUint32(4, at, true);
  file.set(pixels, start);
  file.set(directory, at);
  return file;
}

const namesOf = (space: string): Param => {
  if (space === spaces.grey) return names.grey;
  return /^[\x20-\x7e]+$/.test(space) ? space.trim() : said("image.unknown-colours");
};
