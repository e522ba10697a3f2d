import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decode } from "../../src-main/image/decode.ts";
import { inspectImage } from "../../src-main/image/inspect.ts";
import { temporaryFolder } from "../support/folder.ts";
import { blackPng, drawn, withOrientation } from "../support/images/drawn.ts";

const folder = temporaryFolder();
const raw = { width: 2, height: 1, channels: 1 as const };

describe("decode", () => {
  it("keeps grey as one channel, value for value", async () => {
    const path = join(folder, "grey.png");
    await sharp(Uint8Array.of(7, 250), { raw }).toColourspace("b-w").png().toFile(path);
    const image = await decode(path);
    expect({ ...image, data: [...image.data] }).toEqual({
      data: [7, 250],
      width: 2,
      height: 1,
      channels: 1,
    });
  });

  it("lays alpha on white", async () => {
    const path = join(folder, "alpha.png");
    const pixels = Uint8Array.of(9, 8, 7, 255, 9, 8, 7, 0);
    await sharp(pixels, { raw: { ...raw, channels: 4 } })
      .png()
      .toFile(path);
    expect([...(await decode(path)).data]).toEqual([9, 8, 7, 255, 255, 255]);
  });

  it("lays grey with alpha on white, and it stays one channel", async () => {
    const path = join(folder, "grey-alpha.png");
    const image = sharp(Uint8Array.of(9, 255, 9, 0), { raw: { ...raw, channels: 2 } });
    await image.toColourspace("b-w").png().toFile(path);
    expect(await decode(path)).toMatchObject({ channels: 1, data: Buffer.of(9, 255) });
  });

  // The letter F of 3 × 2 pixels, as EXIF 2.32 numbers the ways in which it can lie in the file.
  const upright = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const mirrored = (rows: number[][]): number[][] => rows.map((row) => [...row].reverse());
  const flipped = (rows: number[][]): number[][] => [...rows].reverse();
  const transposed = (rows: number[][]): number[][] =>
    (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
  const stored: number[][][] = [
    upright,
    mirrored(upright),
    mirrored(flipped(upright)),
    flipped(upright),
    transposed(upright),
    flipped(transposed(upright)),
    mirrored(flipped(transposed(upright))),
    mirrored(transposed(upright)),
  ];
  it.each(stored.map((rows, index) => ({ orientation: index + 1, rows })))(
    "turns orientation $orientation upright",
    async ({ orientation, rows }) => {
      const path = join(folder, `turned-${orientation}.png`);
      const size = { width: rows[0]?.length ?? 0, height: rows.length, channels: 1 as const };
      const image = sharp(Uint8Array.from(rows.flat()), { raw: size }).toColourspace("b-w");
      writeFileSync(path, withOrientation(await image.png().toBuffer(), orientation));
      const { data, width, height } = await decode(path);
      expect({ data: [...data], width, height }).toEqual({
        data: upright.flat(),
        width: 3,
        height: 2,
      });
    },
  );

  it("refuses an image larger than its limit, with the numbers", async () => {
    const path = blackPng(join(folder, "bomb.png"), 16_000, 16_000);
    await expect(decode(path)).rejects.toMatchObject({
      code: "image-too-large",
      message: `${path}: 16000×16000 are 256 megapixels, at most 250 can be opened: cut or shrink it`,
    });
  });

  it("says what is wrong with a file that is no whole image", async () => {
    const png = await drawn(99, 99, 3).png().toBuffer();
    const jpeg = await drawn(99, 99, 3).jpeg().toBuffer();
    const tiff = await drawn(99, 99, 3).tiff({ compression: "none" }).toBuffer();
    const webp = await drawn(99, 99, 3).webp().toBuffer();
    const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);
    const cases: [string, Uint8Array, string][] = [
      ["empty.png", new Uint8Array(), "the file is empty (0 bytes)"],
      ["text.png", new TextEncoder().encode("no image"), "is no image that can be read"],
      ["cut.png", png.subarray(0, png.length - 60), "is no whole image"],
      ["cut.jpg", half(jpeg), "is no whole image"],
      ["cut.tif", half(tiff), "is no whole image"],
      ["cut.webp", half(webp), "is no whole image"],
    ];
    for (const [name, bytes, message] of cases) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await expect(decode(path)).rejects.toThrow(message);
    }
    await expect(decode(join(folder, "missing.png"))).rejects.toThrow("cannot be read");
  });

  it.skipIf(process.platform === "win32")("refuses what is no file, at once", async () => {
    const pipe = join(folder, "pipe.png");
    execFileSync("mkfifo", [pipe]);
    const message = `${pipe}: cannot be read (it is a named pipe, no regular file): check the path`;
    await expect(decode(pipe)).rejects.toMatchObject({ code: "image-unreadable", message });
    await expect(inspectImage(pipe)).rejects.toMatchObject({ code: "image-unreadable", message });
    await expect(inspectImage(folder)).rejects.toThrow("it is a folder, no regular file");
  });

  it.each([
    ["a BMP image", "BM\x46\0\0\0"],
    ["a HEIC photo (its codec is under patents)", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["a JPEG 2000 image", "\0\0\0\x0cjP  \r\n\x87\n"],
    ["a JPEG XL image", "\xff\x0a\0\0"],
    ["a Photoshop document", "8BPS\0\x01"],
    ["a PDF document", "%PDF-1.7\n"],
    ["a DICOM file", `${"\0".repeat(128)}DICM`],
  ])("refuses %s by its name", async (name, bytes) => {
    const path = join(folder, "known.bin");
    writeFileSync(path, bytes, "latin1");
    await expect(decode(path)).rejects.toMatchObject({
      code: "image-unreadable",
      message: `${path}: is ${name}, which cannot be read: save it as PNG, JPEG or TIFF`,
    });
  });
});
