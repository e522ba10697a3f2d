import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { pngPieces } from "../../../src-main/image/drawing/png-stream.ts";
import { collect } from "../../support/collect.ts";

// eslint-disable-next-line @typescript-eslint/require-await -- bands come asynchronously
async function* bands(data: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < data.length; start += length)
    yield data.subarray(start, start + length);
}

describe("pngPieces", () => {
  it("is decoded to the pixels it was made of, whatever the bands", async () => {
    const images = fc.record({
      width: fc.integer({ min: 1, max: 70 }),
      height: fc.integer({ min: 1, max: 40 }),
      channels: fc.constantFrom(1 as const, 3 as const, 4 as const),
      rows: fc.integer({ min: 1, max: 50 }),
      bytes: fc.uint8Array({ minLength: 30, maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(images, async ({ width, height, channels, rows, bytes }) => {
        const stride = width * channels;
        const data = Uint8Array.from(
          { length: height * stride },
          (_, index) => (bytes[index % 30] ?? 0) + Math.floor(index / 30),
        );
        const png = await collect(
          pngPieces({ width, height, channels }, bands(data, rows * stride)),
        );
        const image = sharp(png);
        expect(await image.metadata()).toMatchObject({ format: "png", width, height, channels });
        const space = channels === 1 ? "b-w" : "srgb";
        expect(Uint8Array.from(await image.toColourspace(space).raw().toBuffer())).toEqual(data);
      }),
      { numRuns: 60 },
    );
  });

  it("is the same file however slowly it is read", async () => {
    const format = { width: 900, height: 600, channels: 3 as const };
    let noise = 1;
    const data = Uint8Array.from({ length: 900 * 600 * 3 }, () => {
      noise = (Math.imul(noise, 1664525) + 1013904223) | 0;
      return noise >>> 24;
    });
    const read = async (pause: () => Promise<void>): Promise<Buffer> => {
      const pieces: Uint8Array[] = [];
      for await (const piece of pngPieces(format, bands(data, 900 * 3 * 100))) {
        pieces.push(piece);
        await pause();
      }
      return Buffer.concat(pieces);
    };
    const whole = await read(() => Promise.resolve());
    expect(whole.length).toBeGreaterThan(3 * 2 ** 18);
    expect((await read(() => sleep(20))).equals(whole)).toBe(true);
  });

  it("fails with what the bands fail with, and where they are too few", async () => {
    const format = { width: 4, height: 4, channels: 1 as const };
    const short = collect(pngPieces(format, bands(new Uint8Array(12), 4)));
    await expect(short).rejects.toThrow("3 rows for an image of 4");
    // eslint-disable-next-line @typescript-eslint/require-await -- bands come asynchronously
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(4);
      throw new Error("the disk is gone");
    }
    await expect(collect(pngPieces(format, failing()))).rejects.toThrow("the disk is gone");
  });
});
