/** @file What a file says of its image, and the way from there to grey or sRGB pixels of 8 bits. */
import type { Metadata, Sharp } from "sharp";
import sharp from "sharp";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";
import { openRegular } from "../regular-file.ts";
import { checkFormat, headBytes, isGuarded } from "./formats.ts";
import type { Orientation } from "./turn.ts";

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
  /** Vector graphics: their size is a proposal. */
  readonly vector: boolean;
  /** What the file is, where it can only be decoded as a whole: "progressive JPEG". */
  readonly whole: string | null;
  /** Colours of 16 bits with a profile. */
  readonly deepColor: boolean;
}

/** The first bytes of a file. @throws UserError when it cannot be read, or is of a known format that cannot be decoded */
export async function readHead(path: string): Promise<Uint8Array> {
  const head = new Uint8Array(headBytes);
  let length: number;
  try {
    await using file = await openRegular(path);
    length = (await file.read(head, 0, head.length, 0)).bytesRead;
  } catch (cause) {
    throw unreadable(path, cause);
  }
  const found = head.subarray(0, length);
  checkFormat(path, found);
  return found;
}

export const unreadable = (path: string, cause: unknown): UserError =>
  new UserError("image-unreadable", `${path}: cannot be read (${reason(cause)}): check the path`, {
    cause,
  });

export const notWhole = (path: string, cause: unknown): UserError =>
  new UserError(
    "image-unreadable",
    `${path}: is no whole image that can be decoded (${reason(cause)}): export it again as PNG, JPEG, WebP or TIFF`,
    { cause },
  );

/** Limits are ours, told with their numbers; the header says the size before anything is decoded. */
export const openImage = (input: string | Uint8Array, head: Uint8Array, page?: number): Sharp =>
  sharp(input, {
    ...(page === undefined ? {} : { page }),
    failOn: "truncated",
    limitInputPixels: false,
    limitInputChannels: false,
    unlimited: !isGuarded(head),
  });

/** @throws UserError when there is no header, or the samples are none that can be shown */
export async function readHeader(path: string, image: Sharp): Promise<Header> {
  let found: Metadata;
  try {
    found = await image.metadata();
  } catch (cause) {
    throw notWhole(path, cause);
  }
  const { width, height, space, depth, channels, format, orientation = 1 } = found;
  if (depth !== "uchar" && depth !== "ushort")
    throw new UserError(
      "image-unreadable",
      `${path}: has samples of type ${depth}, whose black and white are not known: save it with 8 or 16 bits`,
    );
  if (channels - (found.hasAlpha ? 1 : 0) > 4)
    throw new UserError(
      "image-unreadable",
      `${path}: has ${channels} channels: save the one or the three that matter as grey or RGB`,
    );
  return {
    width,
    height,
    orientation: (orientation >= 1 && orientation <= 8 ? orientation : 1) as Orientation,
    channels: space === "b-w" || space === "grey16" ? 1 : 3,
    images: found.pages ?? 1,
    vector: format === "svg",
    whole: wholeKind(found),
    deepColor: space === "rgb16" && found.hasProfile,
  };
}

/** Grey or sRGB, 8 bits, alpha on white; the image stays as it lies. */
export function normalized(image: Sharp, { channels, deepColor }: Header): Sharp {
  const flat = image.flatten({ background: "white" });
  // sharp takes 16-bit colours with a profile to Display P3, and would leave them there.
  const colors = deepColor ? flat.withIccProfile("srgb", { attach: false }) : flat;
  return colors.toColourspace(channels === 1 ? "b-w" : "srgb");
}

function wholeKind({ format, isProgressive }: Metadata): string | null {
  if (format === "jpeg") return isProgressive ? "progressive JPEG" : null;
  if (format === "png") return isProgressive ? "interlaced PNG" : null;
  const kinds: Partial<Record<string, string>> = { webp: "WebP", heif: "AVIF", gif: "GIF" };
  return kinds[format] ?? null;
}
