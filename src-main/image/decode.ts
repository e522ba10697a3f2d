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

/** Pixels that one decode may hold, until large images are cut into tiles. */
const mostPixels = 250_000_000;

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
    // The limit is ours, told with its numbers; the header says the size before anything is decoded.
    const image = sharp(bytes, { failOn: "truncated", limitInputPixels: false }).autoOrient();
    const { space, width, height } = await image.metadata();
    if (width * height > mostPixels)
      throw new UserError(
        "image-too-large",
        `${path}: ${width}×${height} are ${millions(width * height)} megapixels, at most ${millions(mostPixels)} can be opened: cut or shrink it`,
      );
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
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      "image-unreadable",
      `${path}: is no whole image that can be decoded (${reason(cause)}): export it again as PNG, JPEG, WebP or TIFF`,
      { cause },
    );
  }
}

const millions = (count: number): string => Math.ceil(count / 1e6).toString();
