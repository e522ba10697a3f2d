import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { decode } from "../../src-main/image/decode.ts";

/** Check sum of a PNG chunk. Source: PNG specification, annex D. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const folder = mkdtempSync(join(tmpdir(), "fullconv-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
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

  it("turns the image upright as EXIF says", async () => {
    const path = join(folder, "turned.png");
    await sharp(Uint8Array.of(7, 250), { raw }).withMetadata({ orientation: 6 }).png().toFile(path);
    expect(await decode(path)).toMatchObject({ width: 1, height: 2 });
  });

  it("refuses an image larger than its limit by the header alone, with the numbers", async () => {
    // A header that promises 65,500 × 65,500 pixels, and no pixels behind it.
    const small = await sharp(Uint8Array.of(7, 250), { raw }).png().toBuffer();
    const bomb = Buffer.from(small);
    bomb.writeUInt32BE(65_500, 16);
    bomb.writeUInt32BE(65_500, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const path = join(folder, "bomb.png");
    writeFileSync(path, bomb);
    await expect(decode(path)).rejects.toMatchObject({
      code: "image-too-large",
      message: `${path}: 65500×65500 are 4291 megapixels, at most 250 can be opened: cut or shrink it`,
    });
  });

  it("says what is wrong with a file that is no whole image", async () => {
    const png = await sharp({
      create: { ...raw, width: 99, height: 99, channels: 3, background: "red" },
    })
      .png()
      .toBuffer();
    const cases: [string, Uint8Array, string][] = [
      ["empty.png", new Uint8Array(), "the file is empty (0 bytes)"],
      ["text.png", new TextEncoder().encode("no image"), "is no whole image"],
      ["cut.png", png.subarray(0, png.length - 60), "is no whole image"],
    ];
    for (const [name, bytes, message] of cases) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await expect(decode(path)).rejects.toThrow(message);
    }
    await expect(decode(join(folder, "missing.png"))).rejects.toThrow("cannot be read");
  });
});
