/** @file The images of the soak: the same bytes each time. */
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { sheets } from "../large/picture.ts";

export interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const digits = "models/lenet-digits/samples/digits.png";
const smear = "models/ssd-cells/samples/smear.jpg";

const file = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));

/** A small one, a photograph, six megapixels, and one that is held in tiles on the disk. */
export async function pictures(): Promise<
  Record<"digits" | "smear" | "middle" | "large" | "small", Picture>
> {
  const drawn = async (width: number, height: number): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await (await sheets(width, height)).png({ compressionLevel: 1 }).toBuffer());
  const small = await sharp(digits)
    .extract({ left: 500, top: 0, width: 96, height: 64 })
    .png()
    .toBuffer();
  return {
    small: { name: "small.png", bytes: new Uint8Array(small) },
    digits: { name: "digits.png", bytes: file(digits) },
    smear: { name: "smear.jpg", bytes: file(smear) },
    middle: { name: "middle.png", bytes: await drawn(3000, 2000) },
    large: { name: "large.png", bytes: await drawn(9000, 7000) },
  };
}
