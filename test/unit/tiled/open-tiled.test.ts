/** @file Tiled files hold what decode reads, and their levels are means. */
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sharp } from "sharp";
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import type { Decoded } from "../../../src-main/image/decode.ts";
import { decode } from "../../../src-main/image/decode.ts";
import { thumbnail } from "../../../src-main/image/region.ts";
import type { TiledRaster } from "../../../src-main/image/tiled/tiled.ts";
import { regionOf } from "../../../src-main/image/region.ts";
import { makeTiled, openTiled } from "../../../src-main/image/tiled/tiled.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { deep, drawn, withOrientation, written } from "../../support/images/drawn.ts";
import { seeded } from "../../support/random.ts";

const folder = temporaryFolder();
const [width, height] = [1031, 641];
let count = 0;
const opened: TiledRaster[] = [];
afterEach(() => {
  for (const raster of opened.splice(0)) raster.close();
});

async function tiledOf(path: string): Promise<TiledRaster> {
  const target = join(folder, `tiled-${++count}.tif`);
  await makeTiled(path, target);
  const raster = await openTiled(target);
  opened.push(raster);
  return raster;
}

function cut({ data, width, channels }: Decoded, area: Rectangle): Uint8Array {
  const length = area.width * channels;
  const rows = Array.from({ length: area.height }, (_, row) => {
    const start = ((area.y + row) * width + area.x) * channels;
    return data.subarray(start, start + length);
  });
  return Buffer.concat(rows);
}

const worst = (one: Uint8Array, other: Uint8Array): number => {
  expect(one.length).toBe(other.length);
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
};

/** What `level` has to be: means of 2^level × 2^level pixels, those that are there at the border. */
function means({ data, width, height, channels }: Decoded, level: number): Decoded {
  const factor = 2 ** level;
  const [wide, high] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const sums = new Float64Array(wide * high * channels);
  const counts = new Float64Array(wide * high);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const to = Math.floor(y / factor) * wide + Math.floor(x / factor);
      counts[to] = (counts[to] ?? 0) + 1;
      for (let channel = 0; channel < channels; channel++) {
        const at = to * channels + channel;
        sums[at] = (sums[at] ?? 0) + (data[(y * width + x) * channels + channel] ?? 0);
      }
    }
  const mean = sums.map((sum, at) => sum / (counts[Math.floor(at / channels)] ?? 1));
  return { data: Uint8Array.from(mean, Math.round), width: wide, height: high, channels };
}

describe("openTiled", () => {
  const kinds: { name: string; image: () => Sharp }[] = [
    { name: "grey.png", image: () => drawn(width, height, 1).png() },
    { name: "rgb.png", image: () => drawn(width, height, 3).png() },
    { name: "grey-alpha.png", image: () => drawn(width, height, 2).png() },
    { name: "alpha.png", image: () => drawn(width, height, 4).png() },
    { name: "grey16.png", image: () => deep(width, height, 1).png() },
    { name: "rgb16.png", image: () => deep(width, height, 3).png() },
    { name: "srgb16.png", image: () => deep(width, height, 3).withIccProfile("srgb").png() },
    { name: "p3.jpg", image: () => drawn(width, height, 3).withIccProfile("p3").jpeg() },
    { name: "cmyk.jpg", image: () => drawn(width, height, 3).toColourspace("cmyk").jpeg() },
    { name: "progressive.jpg", image: () => drawn(width, height, 3).jpeg({ progressive: true }) },
    { name: "rgb.webp", image: () => drawn(width, height, 3).webp({ effort: 0 }) },
    {
      name: "pyramid.tif",
      image: () => drawn(width, height, 3).tiff({ tile: true, pyramid: true, compression: "lzw" }),
    },
  ];
  it.each(kinds)("reads of $name what decode reads", async ({ name, image }) => {
    const path = await written(folder, name, image());
    const decoded = await decode(path);
    const raster = await tiledOf(path);
    expect(raster).toMatchObject({ width, height, channels: decoded.channels, pages: 1 });
    expect(worst(await raster.read({ x: 0, y: 0, width, height }), decoded.data)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("reads orientation %d upright", async (orientation) => {
    for (const channels of [1, 3] as const) {
      const path = join(folder, "turned.png");
      const png = await drawn(601, 533, channels).png({ compressionLevel: 1 }).toBuffer();
      writeFileSync(path, withOrientation(png, orientation));
      const decoded = await decode(path);
      const raster = await tiledOf(path);
      expect(raster).toMatchObject({ width: decoded.width, height: decoded.height, channels });
      const random = seeded(orientation);
      const below = (end: number): number => Math.floor(Math.abs(random() * 1e6)) % end;
      const areas = Array.from({ length: 12 }, () => {
        const [x, y] = [below(decoded.width), below(decoded.height)];
        const right = 1 + below(decoded.width - x);
        return { x, y, width: right, height: 1 + below(decoded.height - y) };
      });
      const pieces = await Promise.all(areas.map((area) => raster.read(area)));
      pieces.forEach((piece, index) => {
        const area = areas[index] ?? { x: 0, y: 0, width: 1, height: 1 };
        expect(worst(piece, cut(decoded, area))).toBe(0);
      });
    }
  });

  it.each([1, 3, 6, 8])("registers its levels exactly, orientation %d", async (orientation) => {
    const path = join(folder, "levels.png");
    // A ramp: a picture that is off by a part of a pixel differs everywhere.
    const ramp = Uint8Array.from(
      { length: width * height },
      (_, at) => (at % width) / 6 + at / width / 40,
    );
    const image = sharp(ramp, { raw: { width, height, channels: 1 } }).toColourspace("b-w");
    writeFileSync(path, withOrientation(await image.png().toBuffer(), orientation));
    const decoded = await decode(path);
    const raster = await tiledOf(path);
    expect(raster.pyramid).toEqual({ tile: 512, levels: 3 });
    for (const level of [0, 1, 2]) {
      const expected = means(decoded, level);
      const whole = { x: 0, y: 0, width: expected.width, height: expected.height };
      const read = await raster.readLevel(level, whole);
      // The last odd row and column is repeated or mixed, all others are means of means, each rounded.
      const inner = { ...whole, x: 1, y: 1, width: whole.width - 2, height: whole.height - 2 };
      const off = worst(cut({ ...expected, data: read }, inner), cut(expected, inner));
      expect(off).toBeLessThanOrEqual(level === 0 ? 0 : 1);
      expect(worst(read, expected.data)).toBeLessThanOrEqual(2);
    }
  });

  it("makes pictures of 512 pixels, fewer at the border", async () => {
    const raster = await tiledOf(await written(folder, "tiles.png", drawn(width, height, 3).png()));
    const sizes: [number, number, number, number, number][] = [
      [0, 0, 0, 512, 512],
      [0, 2, 1, 7, 129],
      [1, 1, 0, 4, 321],
      [2, 0, 0, 258, 161],
    ];
    for (const [level, column, row, wide, high] of sizes) {
      const tile = await raster.picture(level, column, row);
      expect(await sharp(tile).metadata()).toMatchObject({
        width: wide,
        height: high,
        format: level === 0 ? "png" : "jpeg",
      });
    }
    const own = await sharp(await raster.picture(0, 1, 0))
      .raw()
      .toBuffer();
    expect(worst(own, await raster.read({ x: 512, y: 0, width: 512, height: 512 }))).toBe(0);
    for (const [level, column] of [
      [3, 0],
      [2, 1],
      [0, -1],
      [0.5, 0],
    ] as const)
      await expect(raster.picture(level, column, 0)).rejects.toThrow(RangeError);
  });

  it.each([
    [3000, 3],
    [1, 2000],
    [1025, 513],
    [513, 100],
    [40, 30],
  ])("has all levels of %d × %d pixels", async (wide, high) => {
    const path = await written(folder, "thin.png", drawn(wide, high, 1).png());
    const decoded = await decode(path);
    const raster = await tiledOf(path);
    for (let level = 0; level < raster.pyramid.levels; level++) {
      const expected = means(decoded, level);
      const whole = { x: 0, y: 0, width: expected.width, height: expected.height };
      const inner = {
        ...whole,
        width: Math.floor(wide / 2 ** level) || 1,
        height: Math.floor(high / 2 ** level) || 1,
      };
      const read = await raster.readLevel(level, whole);
      expect(
        worst(cut({ ...expected, data: read }, inner), cut(expected, inner)),
      ).toBeLessThanOrEqual(level + 1);
    }
    const last = await raster.picture(raster.pyramid.levels - 1, 0, 0);
    expect(Math.max((await sharp(last).metadata()).width, 0)).toBeLessThanOrEqual(512);
  });

  it("makes small pictures of a part, and of all", async () => {
    const path = await written(folder, "region.png", drawn(width, height, 3).png());
    const raster = await tiledOf(path);
    const area = { x: 100, y: 50, width: 900, height: 300 };
    expect(await sharp(await regionOf(raster, area, 90)).metadata()).toMatchObject({
      format: "png",
      width: 90,
      height: 30,
    });
    const same = await sharp(await regionOf(raster, { ...area, width: 60, height: 40 }, 90))
      .raw()
      .toBuffer();
    expect(worst(same, await raster.read({ ...area, width: 60, height: 40 }))).toBe(0);
    for (const image of [raster, await decode(path)])
      expect(await sharp(await thumbnail(image, 64)).metadata()).toMatchObject({
        format: "webp",
        width: 64,
        height: 40,
      });
  });

  it("refuses what is missing, damaged or outside", async () => {
    const path = await written(folder, "damaged.png", drawn(600, 600, 1).png());
    const target = join(folder, "damaged.tif");
    await expect(openTiled(target)).rejects.toMatchObject({ code: "image-unreadable" });
    await makeTiled(path, target);
    const raster = await openTiled(target);
    await expect(raster.read({ x: 599, y: 0, width: 2, height: 1 })).rejects.toThrow(
      "is not inside",
    );
    raster.close();
    truncateSync(target, 10_000);
    await expect(openTiled(target)).rejects.toThrow("the prepared image cannot be read");
    writeFileSync(target, "no TIFF at all, but long enough");
    await expect(openTiled(target)).rejects.toThrow("it is no BigTIFF");
  });
});
