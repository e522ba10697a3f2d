/** @file What a file says of its image, and the way from there to grey or sRGB pixels of 8 bits. */
import { raw, said } from "../../src-core/messages/said.ts";
import type { Metadata, Sharp } from "sharp";
import sharp from "sharp";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Message } from "../../src-core/messages/template.ts";
import type { ColourStatement } from "./declared/declaration.ts";
import { exifColours } from "./declared/exif.ts";
import { isGuarded } from "./formats.ts";
import { notWhole } from "./decode-errors.ts";
import type { ColourKind } from "./profile.ts";
import { unusedProfile } from "./profile.ts";
import type { ImageSource } from "./checked-source.ts";
import type { Orientation } from "./orientation.ts";

// A file that changed under the same name would be answered for from this cache, and kept open.
sharp.cache(false);
// Each thread holds rows of its own: with many of them a wide image takes more memory and hardly less time.
sharp.concurrency(Math.min(4, sharp.concurrency()));

export interface Header {
  /** As the pixels lie in the file, before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly channels: 1 | 3;
  /** Images in the file, the levels of a pyramid included. */
  readonly images: number;
  /** What the file is, where it can only be decoded as a whole: "progressive JPEG". */
  readonly whole: Message | null;
  /** A band beside the colours: opacity, or one of unknown meaning, which is left out. */
  readonly fourth: "none" | "opacity" | "unknown";
  readonly colours: ColourKind;
  readonly hasProfile: boolean;
  /** What EXIF says of the colours. */
  readonly exif: readonly ColourStatement[];
  /** Why the profile is not used; null where it is, or where there is none. */
  readonly unused: Message | null;
  /** 16 bits that have to be shortened before opacity and profile are applied, so that they mean what they mean with 8. */
  readonly deep: boolean;
}

interface Opening {
  readonly page?: number;
  /** What is known of it already. */
  readonly header?: Header;
}

/** Limits are ours, told with their numbers; the header says the size before anything is decoded. */
export const openImage = (
  { input, format }: Pick<ImageSource, "input" | "format">,
  { page, header }: Opening = {},
): Sharp =>
  sharp(input, {
    ...(page === undefined ? {} : { page }),
    // What cannot be decoded is filled with black, and only warned of.
    failOn: "warning",
    // Some that do not fit would be used all the same.
    ignoreIcc: header !== undefined && header.unused !== null,
    limitInputPixels: false,
    limitInputChannels: false,
    unlimited: !isGuarded(format),
  });

/** @throws UserError when there is no header, or the samples are none that can be shown */
export async function readHeader(path: string, source: ImageSource): Promise<Header> {
  let found: Metadata;
  try {
    found = await openImage(source).metadata();
  } catch (cause) {
    throw notWhole(path, cause);
  }
  const { width, height, space, depth, format, orientation = 1 } = found;
  if (depth !== "uchar" && depth !== "ushort")
    throw new UserError("image-unreadable", said("image.sample-type", { path, depth }));
  const extra = source.tiff?.layout.extra ?? (found.hasAlpha ? ["alpha"] : []);
  const channels = source.tiff?.layout.samples ?? found.channels;
  if (extra.length > 1 || channels - extra.length > 4)
    throw new UserError("image-unreadable", said("image.channels", { path, channels }));
  const isGrey = space === "b-w" || space === "grey16";
  const fourth = extra.length === 0 ? "none" : extra[0] === "unspecified" ? "unknown" : "opacity";
  const colours = isGrey ? "grey" : space === "cmyk" ? "cmyk" : "rgb";
  const isDeep = space === "rgb16" || space === "grey16";
  const unused = found.icc
    ? await whyUnused(found.icc, colours, isDeep && fourth === "opacity")
    : null;
  const isUsed = found.icc !== undefined && unused === null;
  return {
    width,
    height,
    orientation: (orientation >= 1 && orientation <= 8 ? orientation : 1) as Orientation,
    channels: isGrey ? 1 : 3,
    images: found.pages ?? 1,
    whole: wholeKind(format, found.isProgressive),
    fourth,
    colours,
    hasProfile: found.icc !== undefined,
    exif: found.exif ? await exifColours(found.exif) : [],
    unused,
    deep: isDeep && (fourth === "opacity" || isUsed),
  };
}

function whyUnused(icc: Uint8Array, colours: ColourKind, isDeepAlpha: boolean) {
  // Grey becomes colours on its way to 8 bits with opacity.
  if (colours === "grey" && isDeepAlpha) return said("image.profile-deep-grey");
  return unusedProfile(icc, colours);
}

/** Grey or sRGB, 8 bits, alpha on white; the image stays as it lies. */
export function normalized(image: Sharp, { channels, fourth }: Header): Sharp {
  const opaque =
    fourth === "unknown" ? image.removeAlpha() : image.flatten({ background: "white" });
  const colours = opaque.toColourspace("srgb");
  // Grey as sRGB is exactly its value three times; libvips' own way to grey is one off in places.
  return channels === 1 ? colours.extractChannel(0) : colours;
}

/** The higher byte of 16 bits, with its opacity and its profile, as a TIFF of 8 bits. */
export function shortened(image: Sharp, { channels, fourth }: Header): Sharp {
  const colours = image.keepIccProfile().toColourspace("srgb");
  if (fourth === "opacity") return colours;
  const opaque = fourth === "unknown" ? colours.removeAlpha() : colours;
  return channels === 1 ? opaque.extractChannel(0) : opaque;
}

function wholeKind(format: string, isProgressive: boolean | undefined): Message | null {
  if (format === "jpeg") return isProgressive ? said("image.whole-jpeg") : null;
  if (format === "png") return isProgressive ? said("image.whole-png") : null;
  const kinds: Partial<Record<string, string>> = { webp: "WebP", heif: "AVIF", gif: "GIF" };
  const kind = kinds[format];
  return kind === undefined ? null : raw(kind);
}
