/** @file The well-known example: the first 100 MNIST test digits as a 10×10 mosaic of 280×280 pixels. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import sharp from "sharp";

const folder = "../shared/data/mnist";

/** Whether the data is beside the project; says so aloud where it is not. */
export function mnistPresent(): boolean {
  const present = existsSync(folder);
  if (!present) console.warn(`skipped: tests on MNIST digits (${folder} is not here)`);
  return present;
}

export const mosaicLabels = (): Uint8Array =>
  gunzipSync(readFileSync(`${folder}/t10k-labels-idx1-ubyte.gz`)).subarray(8, 108);

export async function writeMosaic(path: string): Promise<void> {
  const digits = gunzipSync(readFileSync(`${folder}/t10k-images-idx3-ubyte.gz`)).subarray(16);
  const data = new Uint8Array(280 * 280);
  for (let digit = 0; digit < 100; digit++)
    for (let y = 0; y < 28; y++) {
      const row = digits.subarray((digit * 28 + y) * 28, (digit * 28 + y + 1) * 28);
      data.set(row, (Math.floor(digit / 10) * 28 + y) * 280 + (digit % 10) * 28);
    }
  await grayPng(path, data, 280, 280);
}

export async function grayPng(
  path: string,
  data: Uint8Array,
  width: number,
  height: number,
): Promise<void> {
  const raw = { width, height, channels: 1 as const };
  await sharp(data, { raw }).toColourspace("b-w").png().toFile(path);
}
