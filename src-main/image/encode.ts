/** @file Pixels → PNG, JPEG. */
import type { Sharp } from "sharp";
import sharp from "sharp";
import type { Decoded } from "./decode.ts";

const open = ({ data, width, height, channels }: Decoded): Sharp =>
  sharp(data, { raw: { width, height, channels } }).toColourspace(channels === 1 ? "b-w" : "srgb");

/** Lossless, quick rather than small: it is for the window beside this process, not for keeping. */
export const encodePng = (image: Decoded): Promise<Uint8Array> =>
  open(image).png({ compressionLevel: 2 }).toBuffer();

/** What `encodeTile` makes of a level. */
export const tileType = (level: number): "image/png" | "image/jpeg" =>
  level === 0 ? "image/png" : "image/jpeg";

/** A tile that is looked at: the image's own pixels as they are (not compressed, which is as quick as JPEG), smaller levels as JPEG. */
export const encodeTile = (image: Decoded, level: number): Promise<Uint8Array> =>
  level === 0
    ? open(image).png({ compressionLevel: 0 }).toBuffer()
    : open(image).jpeg({ quality: 88, chromaSubsampling: "4:4:4" }).toBuffer();
