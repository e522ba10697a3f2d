/** @file Any image file → pixels: EXIF orientation applied, alpha on white, grey stays one channel. */
import { readFile } from "node:fs/promises";
import sharp from "sharp";

export interface Decoded {
  /** height × width × channels, grey or RGB */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export class ImageError extends Error {
  override readonly name = "ImageError";
}

/** Pixels that one decode may hold, until large images are cut into tiles: 268 megapixels, sharp's own limit. */
const limitInputPixels = 0x3fff * 0x3fff;

/** @throws ImageError when the file cannot be read or is no whole image */
export async function decode(path: string): Promise<Decoded> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new ImageError(`${path}: cannot be read (${reason(cause)}): check the path`, { cause });
  }
  if (bytes.length === 0) throw new ImageError(`${path}: the file is empty (0 bytes)`);
  try {
    const image = sharp(bytes, { failOn: "truncated", limitInputPixels }).autoOrient();
    const { space } = await image.metadata();
    const gray = space === "b-w" || space === "grey16";
    const { data, info } = await image
      .flatten({ background: "white" })
      .toColourspace(gray ? "b-w" : "srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    if (info.channels !== channels) throw new Error(`it decodes to ${info.channels} channels`);
    return { data, width: info.width, height: info.height, channels };
  } catch (cause) {
    throw new ImageError(
      `${path}: is no whole image that can be decoded (${reason(cause)}): export it again as PNG, JPEG, WebP or TIFF`,
      { cause },
    );
  }
}

const reason = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";
