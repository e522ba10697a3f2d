import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { decode } from "../../src-main/image/decode.ts";

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
