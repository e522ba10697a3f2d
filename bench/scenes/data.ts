import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import sharp from "sharp";

/** Square grey images of one size, one after the other, row by row. */
export interface Images {
  readonly pixels: Uint8Array;
  readonly side: number;
  readonly count: number;
}

export interface LabelledDigits extends Images {
  readonly labels: Uint8Array;
}

/** The pixels of one image, side × side. */
export function imageAt({ pixels, side }: Images, index: number): Uint8Array {
  return pixels.subarray(index * side * side, (index + 1) * side * side);
}

/**
 * The 10,000 MNIST test digits.
 * @throws Error when they are not in `<folder>/mnist`
 */
export function readTestDigits(folder: string): LabelledDigits {
  const images = readIdx(join(folder, "mnist/t10k-images-idx3-ubyte.gz"));
  const labels = readIdx(join(folder, "mnist/t10k-labels-idx1-ubyte.gz"));
  const [count = 0, side = 0] = images.shape;
  return { pixels: images.values, side, count, labels: labels.values };
}

/**
 * 1,000 natural images of 32 × 32 pixels, grey, from a batch that the training leaves alone.
 * @throws Error when it is not in `<folder>/cifar10-images`
 */
export async function readTestClutter(folder: string): Promise<Images> {
  const path = present(join(folder, "cifar10-images/cifar10_batch_3.png"));
  // Each row of the PNG is one image: 1024 pixels.
  const { data, info } = await sharp(path)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(info.width * info.height);
  for (let i = 0; i < pixels.length; i++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * info.channels, i * info.channels + 3);
    pixels[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { pixels, side: 32, count: info.height };
}

function readIdx(path: string): { shape: number[]; values: Uint8Array } {
  const bytes = gunzipSync(readFileSync(present(path)));
  const dimensions = bytes.readUInt8(3);
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  return { shape, values: new Uint8Array(bytes.subarray(4 + 4 * dimensions)) };
}

function present(path: string): string {
  if (!existsSync(path)) {
    throw new Error(
      `${path} is missing: name the folder with mnist/ and cifar10-images/ by --data`,
    );
  }
  return path;
}
