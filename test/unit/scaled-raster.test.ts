import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomNumbers } from "../../src-core/random.ts";
import { areaMeans } from "../../src-main/image/resample/area-means.ts";
import { letterboxRaster } from "../../src-main/image/resample/letterbox-raster.ts";
import { heldRaster } from "../../src-main/image/raster.ts";
import { scaledRaster } from "../../src-main/image/resample/scaled-raster.ts";
import { resizeArea } from "../support/images/resize-area.ts";

interface Fixture {
  readonly width: number;
  readonly height: number;
  readonly pixels: number[];
  readonly cases: { width: number; height: number; levels: number[]; means: number[] }[];
}
/** Made with OpenCV; the file says which. */
const fixture = JSON.parse(readFileSync("test/fixtures/inter-area.json", "utf8")) as Fixture;

const noise = (width: number, height: number, channels: 1 | 3) => {
  const uniform = randomNumbers(width * 1000 + height);
  const data = Uint8Array.from({ length: width * height * channels }, () => uniform() * 256);
  return { data, width, height, channels };
};

describe("an image resized by the means of areas", () => {
  it("has in each pixel the mean of what it covers", () => {
    const line = { data: Uint8Array.of(0, 32, 60, 92), width: 4, height: 1, channels: 1 as const };
    expect([...resizeArea(line, 2, 1).data]).toEqual([16, 76]);
    // Each of three pixels covers one and a third: (0 + 32/3), (2·32/3 + 2·60/3) and (60/3 + 92), each · 3/4.
    expect([...resizeArea(line, 3, 1).data]).toEqual([8, 46, 84]);
  });

  it("keeps its pixels' edges where it grows", () => {
    const pair = { data: Uint8Array.of(0, 90), width: 2, height: 1, channels: 1 as const };
    expect([...resizeArea(pair, 4, 1).data]).toEqual([0, 0, 90, 90]);
  });
});

it("a small picture that is not rounded is the rounded one to half a level", async () => {
  for (const [width, height, to] of [
    [97, 61, 24],
    [10, 31, 24],
    [7, 9, 48],
  ] as const)
    for (const channels of [1, 3] as const) {
      const image = noise(width, height, channels);
      const exact = await areaMeans(heldRaster(image), { width: to, height: to });
      const rounded = resizeArea(image, to, to).data;
      const far = exact.map((value, index) => Math.abs(value - (rounded[index] ?? NaN)));
      expect(Math.max(...far)).toBeLessThanOrEqual(0.5 + 1e-4);
      expect(exact.some((value) => !Number.isInteger(value))).toBe(true);
    }
});

describe("next to OpenCV", () => {
  const { width, height, pixels, cases } = fixture;
  const image = { data: Uint8Array.from(pixels), width, height, channels: 1 as const };

  it.each(cases)("7×5 pixels become $width×$height", async ({ levels, means, ...size }) => {
    const { data } = resizeArea(image, size.width, size.height);
    // Where an image grows, OpenCV multiplies whole numbers, and is up to a level off.
    const most = size.width > width || size.height > height ? 1 : 0;
    const off = levels.map((level, index) => Math.abs(level - (data[index] ?? NaN)));
    expect(Math.max(...off)).toBeLessThanOrEqual(most);
    const exact = await areaMeans(heldRaster(image), size);
    const far = means.map((mean, index) => Math.abs(mean - (exact[index] ?? NaN)));
    expect(Math.max(...far)).toBeLessThanOrEqual(0.001);
  });
});

const side = fc.integer({ min: 1, max: 40 });

it("a part of a scaled image is that part of the whole", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(side, side, side, side, fc.constantFrom<(1 | 3)[]>(1, 3)),
      fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000)),
      async ([width, height, toWidth, toHeight, channels], [a, b, c, d]) => {
        const image = noise(width, height, channels);
        const [x, y] = [a % toWidth, b % toHeight];
        const area = { x, y, width: 1 + (c % (toWidth - x)), height: 1 + (d % (toHeight - y)) };
        const size = { width: toWidth, height: toHeight };
        const part = await scaledRaster(heldRaster(image), size).read(area);
        const whole = resizeArea(image, toWidth, toHeight);
        expect([...part]).toEqual([...(await heldRaster(whole).read(area))]);
      },
    ),
  );
});

it("a letterboxed image lies in the corner, undistorted, and its ground around it", async () => {
  const image = { data: new Uint8Array(8).fill(200), width: 4, height: 2, channels: 1 as const };
  const { raster, scale } = letterboxRaster(heldRaster(image), { width: 2, height: 2 }, 7);
  expect(scale).toBe(0.5);
  const all = { x: 0, y: 0, width: 2, height: 2 };
  expect([...(await raster.read(all))]).toEqual([200, 200, 7, 7]);
});
