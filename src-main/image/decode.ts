/** @file Any image file → pixels: EXIF orientation applied, alpha on white, grey stays one channel. */
import type { Sharp } from "sharp";
import type { Header } from "./header.ts";
import { normalized, openImage, readHeader, shortened } from "./header.ts";
import { checkSize, mostHeld } from "./limits.ts";
import { notWhole } from "./decode-errors.ts";
import { checkedBytes } from "./checked-source.ts";
import { uprightSize } from "./orientation.ts";

export interface Decoded {
  /** height × width × channels, grey or RGB */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** @throws UserError when the file cannot be read, is too large to be held, or is no whole image */
export async function decode(path: string): Promise<Decoded> {
  const source = await checkedBytes(path);
  const header = await readHeader(path, source);
  checkSize(path, header, mostHeld);
  try {
    const image = openImage(source, { header }).autoOrient();
    const { data, info } = await normalized(await ofEightBits(image, header), header)
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = uprightSize(header, header.orientation);
    const { channels } = header;
    if (info.width !== width || info.height !== height || info.channels !== channels)
      throw new Error(
        `it decodes to ${info.width}×${info.height}×${info.channels} instead of ${width}×${height}×${channels}`,
      );
    return { data, width, height, channels };
  } catch (cause) {
    throw notWhole(path, cause);
  }
}

async function ofEightBits(image: Sharp, header: Header): Promise<Sharp> {
  if (!header.deep) return image;
  const input = await shortened(image, header).tiff({ compression: "none" }).toBuffer();
  return openImage({ input, format: "TIFF" });
}
