/** @file Pixels → PNG. */
import sharp from "sharp";
import type { Decoded } from "./decode.ts";

/** Lossless, quick rather than small: it is for the window beside this process, not for keeping. */
export async function encodePng({ data, width, height, channels }: Decoded): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels } });
  return image
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .png({ compressionLevel: 2 })
    .toBuffer();
}
