import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sharp } from "sharp";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decode } from "../../src-main/image/decode.ts";
import { inspectImage } from "../../src-main/image/inspect.ts";
import { heldRaster } from "../../src-main/image/raster.ts";
import { temporaryFolder } from "../support/folder.ts";
import {
  deep,
  drawn,
  picture,
  promisingPng,
  subdirectoryTiff,
  written,
} from "../support/images/drawn.ts";

const folder = temporaryFolder();
const [width, height] = [301, 203];

interface Case {
  readonly name: string;
  readonly image: () => Sharp;
  readonly channels: 1 | 3;
  /** Largest difference from the pixels that were written. */
  readonly off: number;
  readonly pages?: number;
}

const grey = (): Sharp => drawn(width, height, 1);
const rgb = (): Sharp => drawn(width, height, 3);
const tiles = { tile: true, tileWidth: 64, tileHeight: 64, compression: "none" } as const;
const cases: Case[] = [
  { name: "grey.png", image: () => grey().png(), channels: 1, off: 0 },
  { name: "grey16.png", image: () => deep(width, height, 1).png(), channels: 1, off: 0 },
  { name: "rgb.png", image: () => rgb().png(), channels: 3, off: 0 },
  { name: "interlaced.png", image: () => rgb().png({ progressive: true }), channels: 3, off: 0 },
  { name: "rgb16.png", image: () => deep(width, height, 3).png(), channels: 3, off: 0 },
  { name: "palette.png", image: () => rgb().png({ palette: true }), channels: 3, off: 120 },
  { name: "grey.jpg", image: () => grey().jpeg({ quality: 100 }), channels: 1, off: 4 },
  {
    name: "rgb.jpg",
    image: () => rgb().jpeg({ quality: 100, chromaSubsampling: "4:4:4" }),
    channels: 3,
    off: 8,
  },
  {
    name: "progressive.jpg",
    image: () => rgb().jpeg({ quality: 100, chromaSubsampling: "4:4:4", progressive: true }),
    channels: 3,
    off: 8,
  },
  { name: "lossless.webp", image: () => rgb().webp({ lossless: true }), channels: 3, off: 0 },
  { name: "lossless.avif", image: () => rgb().avif({ lossless: true }), channels: 3, off: 0 },
  { name: "rgb.gif", image: () => rgb().gif(), channels: 3, off: 140 },
  { name: "grey.tif", image: () => grey().tiff({ compression: "lzw" }), channels: 1, off: 0 },
  { name: "rgb.tif", image: () => rgb().tiff({ compression: "deflate" }), channels: 3, off: 0 },
  {
    name: "grey16.tif",
    image: () => deep(width, height, 1).tiff({ compression: "none" }),
    channels: 1,
    off: 0,
  },
  {
    name: "rgb16.tif",
    image: () => deep(width, height, 3).tiff({ compression: "none" }),
    channels: 3,
    off: 0,
  },
  { name: "tiled.tif", image: () => rgb().tiff(tiles), channels: 3, off: 0 },
  {
    name: "pyramid.tif",
    image: () => rgb().tiff({ ...tiles, pyramid: true }),
    channels: 3,
    off: 0,
  },
];

describe("decode and inspectImage", () => {
  it.each(cases)("read $name", async ({ name, image, channels, off, pages = 1 }) => {
    const path = await written(folder, name, image());
    const facts = await inspectImage(path);
    expect(facts).toEqual({ width, height, channels, pages, large: false, notices: [] });
    const decoded = await decode(path);
    expect(decoded).toMatchObject({ width, height, channels });
    const expected = picture(width, height, channels);
    let worst = 0;
    decoded.data.forEach((value, at) => {
      worst = Math.max(worst, Math.abs(value - (expected[at] ?? 0)));
    });
    expect(worst).toBeLessThanOrEqual(off);
  });

  it("read black and white of one bit", async () => {
    const image = sharp(Uint8Array.of(0, 255), { raw: { width: 2, height: 1, channels: 1 } });
    const bits = image.toColourspace("b-w").tiff({ bitdepth: 1, compression: "ccittfax4" });
    const path = await written(folder, "bits.tif", bits);
    expect(await decode(path)).toMatchObject({ channels: 1, data: Buffer.of(0, 255) });
  });

  it("read CMYK as sRGB", async () => {
    const path = await written(
      folder,
      "cmyk.jpg",
      rgb().toColourspace("cmyk").jpeg({ quality: 100 }),
    );
    expect(await inspectImage(path)).toMatchObject({ channels: 3 });
    const { data, channels } = await decode(path);
    expect([channels, data.length]).toEqual([3, width * height * 3]);
  });

  it("refuse vector graphics, which may take any time to be drawn", async () => {
    const root = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>';
    const kinds = [root, `\n<?xml version="1.0"?>\n<!-- ${root} -->${root}`, `\ufeff${root}`];
    for (const text of [...kinds, root.replace("<svg", '<s:svg xmlns:s="x"')]) {
      const path = join(folder, "drawn.png");
      writeFileSync(path, text);
      const message = `${path}: is an SVG drawing, which cannot be read: save it as PNG, JPEG or TIFF`;
      await expect(decode(path)).rejects.toThrow(message);
      await expect(inspectImage(path)).rejects.toThrow(message);
    }
  });

  it.each([8, 16] as const)("leave sRGB of %d bits as it is", async (bits) => {
    const samples = bits === 8 ? Uint8Array.of(255, 0, 0) : Uint16Array.of(65_535, 0, 0);
    const image = sharp(samples, { raw: { width: 1, height: 1, channels: 3 } })
      .toColourspace(bits === 8 ? "srgb" : "rgb16")
      .withIccProfile("srgb");
    const path = await written(folder, `srgb${bits}.png`, image.png());
    const stored = await sharp(path, { ignoreIcc: true }).raw().toBuffer();
    (await decode(path)).data.forEach((value, at) => {
      expect(Math.abs(value - (stored[at] ?? 0))).toBeLessThanOrEqual(2);
    });
  });

  it("take Display P3 to sRGB", async () => {
    // libvips writes the profile with the pixels taken to it; the same numbers in its place are other colours.
    const plain = Uint8Array.of(150, 100, 50);
    const raw = { width: 1, height: 1, channels: 3 as const };
    const path = await written(folder, "p3.png", sharp(plain, { raw }).withIccProfile("p3").png());
    const stored = await sharp(path, { ignoreIcc: true }).raw().toBuffer();
    expect([...stored]).not.toEqual([...plain]);
    const { data } = await decode(path);
    data.forEach((value, at) => {
      expect(Math.abs(value - (plain[at] ?? 0))).toBeLessThanOrEqual(2);
    });
  });

  it("read the first page of many, and the first frame", async () => {
    const frame = (value: number): Uint8Array => new Uint8Array(40 * 30 * 3).fill(value);
    const frames = Buffer.concat([frame(10), frame(200)]);
    const raw = { width: 40, height: 60, channels: 3 as const, pageHeight: 30 };
    for (const [name, image] of [
      ["pages.tif", sharp(frames, { raw }).tiff({ compression: "none" })],
      ["frames.gif", sharp(frames, { raw }).gif({ delay: [9, 9] })],
      ["frames.webp", sharp(frames, { raw }).webp({ lossless: true, delay: [9, 9] })],
    ] as const) {
      const path = await written(folder, name, image);
      expect(await inspectImage(path)).toMatchObject({ width: 40, height: 30, pages: 2 });
      const { data, height: rows } = await decode(path);
      expect([rows, data[0], data.at(-1)]).toEqual([30, 10, 10]);
    }
  });

  it("do not count the levels of a pyramid as pages", async () => {
    const smaller = { width: 3, height: 2, pixels: new Uint8Array(6) };
    const pixels = picture(6, 4, 1);
    const path = join(folder, "sub.tif");
    subdirectoryTiff(path, { width: 6, height: 4, pixels, smaller: [smaller] });
    expect(await inspectImage(path)).toMatchObject({ width: 6, height: 4, pages: 1 });
    expect([...(await decode(path)).data]).toEqual([...pixels]);
  });

  it("refuse samples whose black and white are not known", async () => {
    const image = sharp(Float32Array.of(0, 1), { raw: { width: 2, height: 1, channels: 1 } });
    const path = await written(
      folder,
      "float.tif",
      image.toColourspace("b-w").tiff({ compression: "none", predictor: "float" }),
    );
    const message = `${path}: has samples of type float, whose black and white are not known: save it with 8 or 16 bits`;
    await expect(decode(path)).rejects.toThrow(message);
    await expect(inspectImage(path)).rejects.toThrow(message);
  });
});

describe("inspectImage", () => {
  it("tells the upright size", async () => {
    const path = await written(
      folder,
      "on-side.jpg",
      rgb().withMetadata({ orientation: 6 }).jpeg(),
    );
    expect(await inspectImage(path)).toMatchObject({ width: height, height: width });
  });

  it("calls large what has many pixels or a long side", async () => {
    const cases: [number, number, boolean][] = [
      [8000, 4000, false],
      [8000, 4001, true],
      [16_384, 1, false],
      [16_385, 1, true],
      [1, 16_385, true],
    ];
    for (const [wide, high, large] of cases) {
      const path = await promisingPng(join(folder, "promise.png"), wide, high);
      expect(await inspectImage(path)).toMatchObject({ width: wide, height: high, large });
    }
  });

  it("takes another threshold", async () => {
    const path = await written(folder, "small.png", drawn(20, 10, 1).png());
    expect(await inspectImage(path, { pixels: 199, side: 99 })).toMatchObject({ large: true });
    expect(await inspectImage(path, { pixels: 200, side: 20 })).toMatchObject({ large: false });
    expect(await inspectImage(path, { pixels: 200, side: 19 })).toMatchObject({ large: true });
  });

  it("refuses what can never be opened by its header, with the numbers", async () => {
    const bomb = await promisingPng(join(folder, "bomb.png"), 65_500, 65_500);
    await expect(inspectImage(bomb)).rejects.toMatchObject({
      code: "image-too-large",
      message: `${bomb}: 65500×65500 are 4291 megapixels, at most 4000 can be opened: cut or shrink it`,
    });
    const most = await promisingPng(join(folder, "most.png"), 64_000, 62_500);
    expect(await inspectImage(most)).toMatchObject({ large: true });
  });

  it("refuses large files that can only be decoded whole", async () => {
    const jpeg = Buffer.from(await drawn(8, 8, 1).jpeg({ progressive: true }).toBuffer());
    // Height and width stand in the frame header, behind its marker.
    const frame = jpeg.indexOf(Buffer.of(0xff, 0xc2));
    jpeg.writeUInt16BE(16_000, frame + 5);
    jpeg.writeUInt16BE(16_000, frame + 7);
    const large = join(folder, "whole.jpg");
    writeFileSync(large, jpeg);
    // As long as that many blocks take at least.
    truncateSync(large, 500_000);
    await expect(inspectImage(large)).rejects.toMatchObject({
      code: "image-too-large",
      message: `${large}: 16000×16000 are 256 megapixels, and a progressive JPEG can only be decoded whole, up to 250: save it as TIFF, baseline JPEG or PNG without interlacing`,
    });
  });
});

describe("heldRaster", () => {
  const raster = heldRaster({ data: picture(5, 4, 3), width: 5, height: 4, channels: 3 });

  it("hands out pieces, and whole rows without a copy", async () => {
    const all = picture(5, 4, 3);
    const piece = await raster.read({ x: 1, y: 2, width: 2, height: 2 });
    expect([...piece]).toEqual([...all.slice(33, 39), ...all.slice(48, 54)]);
    const rows = await raster.read({ x: 0, y: 1, width: 5, height: 2 });
    expect([...rows]).toEqual([...all.slice(15, 45)]);
    expect(rows.buffer).toBe((await raster.read({ x: 0, y: 0, width: 5, height: 4 })).buffer);
  });

  it("refuses areas that are not inside", async () => {
    await expect(raster.read({ x: 4, y: 0, width: 2, height: 1 })).rejects.toThrow(
      "area 2×1 at (4, 0) is not inside the image of 5×4",
    );
  });
});
