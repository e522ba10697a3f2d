/** @file Any image file → pixels: EXIF orientation applied, alpha on white, grey stays one channel. */
import { UserError } from "../../src-core/contract/failure.ts";
import { readRegular } from "../regular-file.ts";
import { checkFormat } from "./formats.ts";
import { normalized, notWhole, openImage, readHeader, unreadable } from "./header.ts";
import { checkSize, mostHeld } from "./limits.ts";

export interface Decoded {
  /** height × width × channels, grey or RGB */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** @throws UserError when the file cannot be read, is too large to be held, or is no whole image */
export async function decode(path: string): Promise<Decoded> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegular(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  checkFormat(path, bytes);
  const image = openImage(bytes, bytes).autoOrient();
  const header = await readHeader(path, image);
  checkSize(path, header, mostHeld);
  try {
    const { data, info } = await normalized(image, header)
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    if (info.channels !== channels) throw new Error(`it decodes to ${info.channels} channels`);
    return { data, width: info.width, height: info.height, channels };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw notWhole(path, cause);
  }
}
