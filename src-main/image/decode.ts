/** @file Any image file → pixels: EXIF orientation applied, alpha on white, grey stays one channel. */
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";

export interface Decoded {
  /** height × width × channels, grey or RGB */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Pixels that one decode may hold, until large images are cut into tiles: 268 megapixels, sharp's own limit. */
const limitInputPixels = 0x3fff * 0x3fff;

/** @throws UserError when the file cannot be read or is no whole image */
export async function decode(path: string): Promise<Decoded> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new UserError(
      "image-unreadable",
      `${path}: cannot be read (${reason(cause)}): check the path`,
      { cause },
    );
  }
  if (bytes.length === 0)
    throw new UserError("image-unreadable", `${path}: the file is empty (0 bytes)`);
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
    throw new UserError(
      "image-unreadable",
      `${path}: is no whole image that can be decoded (${reason(cause)}): export it again as PNG, JPEG, WebP or TIFF`,
      { cause },
    );
  }
}
