/** @file Any image file → pixels: EXIF orientation applied, alpha on white, grey stays one channel. */
import { Told, said } from "../../src-core/messages/said.ts";
import type { Sharp } from "sharp";
import type { Header } from "./header.ts";
import { normalized, openImage, readHeader, shortened } from "./header.ts";
import { checkSize, mostHeld } from "./limits.ts";
import { notWhole } from "./decode-errors.ts";
import { checkedBytes } from "./checked-source.ts";
import { uprightPixels, uprightSize } from "./orientation.ts";

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
    const image = openImage(source, { header });
    const { channels, deep, orientation } = header;
    const lying = deep ? await ofEightBits(image, header) : image.autoOrient();
    const { data, info } = await normalized(lying, header)
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const upright = uprightSize(header, orientation);
    const { width, height } = deep ? header : upright;
    if (info.width !== width || info.height !== height || info.channels !== channels)
      throw new Told(
        said("image.other-size", {
          width: info.width,
          height: info.height,
          channels: info.channels,
          width2: width,
          height2: height,
          channels2: channels,
        }),
      );
    // Where it is turned on the way to 8 bits, its profile makes other colours of it than where it is not.
    const pixels = deep ? uprightPixels(data, header, channels, orientation) : data;
    return { data: pixels, ...upright, channels };
  } catch (cause) {
    throw notWhole(path, cause);
  }
}

/** As it lies in the file. */
async function ofEightBits(image: Sharp, header: Header): Promise<Sharp> {
  const input = await shortened(image, header).tiff({ compression: "none" }).toBuffer();
  return openImage({ input, format: "TIFF" });
}
