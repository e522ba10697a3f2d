/** @file A large picture out of the sample sheet, laid side by side. */
import type { Sharp } from "sharp";
import sharp from "sharp";

const sheetPath = "models/lenet-digits/samples/digits.png";

/** Grey, `width` × `height` pixels: every part of it has digits to be found. */
export async function sheets(width: number, height: number): Promise<Sharp> {
  const sheet = await sharp(sheetPath)
    .removeAlpha()
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width: across, height: down } = sheet.info;
  const data = Buffer.alloc(width * height);
  const line = Buffer.alloc(width);
  for (let y = 0; y < height; y++) {
    const from = (y % down) * across;
    for (let x = 0; x < width; x += across)
      sheet.data.copy(line, x, from, from + Math.min(across, width - x));
    line.copy(data, y * width);
  }
  return sharp(data, {
    raw: { width, height, channels: 1 },
    limitInputPixels: false,
  }).toColourspace("b-w");
}
