/** @file The sample sheet of digits again and again: an image that is run in several tiles. */
import sharp from "sharp";

/** Grey, on white, as PNG. */
export async function tiledSheet(path: string, width: number, height: number): Promise<void> {
  const input = await sharp("models/lenet-digits/samples/digits.png")
    .toColourspace("b-w")
    .toBuffer();
  await sharp({ create: { width, height, channels: 3, background: "white" } })
    .composite([{ input, tile: true, gravity: "northwest" }])
    .removeAlpha()
    .toColourspace("b-w")
    .png()
    .toFile(path);
}
