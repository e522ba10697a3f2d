import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decode } from "../../src-main/image/decode.ts";
import { inspectImage } from "../../src-main/image/inspect.ts";
import { makeTiled } from "../../src-main/image/tiled/tiled.ts";
import { look } from "../support/images/damage.ts";
import { temporaryFolder } from "../support/folder.ts";
import { imageFiles, refusedFiles } from "../support/images/image-files.ts";

const folder = temporaryFolder();

/** The pixels are those of Pillow, tifffile or the array that was written: see bench/images/make_files.py. */
describe("an image of any layout", () => {
  it.each(imageFiles())("$name is what others see in it, held and tiled", async (file) => {
    const { name, bytes, width, height, channels, pixels, tolerance, notices } = file;
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const facts = await inspectImage(path);
    expect(facts).toMatchObject({ width, height, channels });
    expect(facts.notices.map(({ code }) => code)).toEqual(notices);
    for (const large of [false, true]) {
      const seen = await look(path, large);
      expect(seen).toMatchObject({ width, height, channels });
      expect(seen.data).toHaveLength(pixels.length);
      const worst = seen.data.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (pixels[at] ?? 0))),
        0,
      );
      expect(worst).toBeLessThanOrEqual(tolerance);
    }
  });
});

describe("a file that does not hold what it says", () => {
  it.each(refusedFiles())(
    "$name is refused, and nothing is written",
    async ({ name, bytes, says }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const target = join(folder, `tiles-of-${name}`);
      mkdirSync(target);
      const refusal = {
        code: "image-unreadable",
        message: expect.stringContaining(says) as string,
      };
      await expect(decode(path)).rejects.toMatchObject(refusal);
      await expect(makeTiled(path, join(target, "a.tif"))).rejects.toMatchObject(refusal);
      expect(readdirSync(target)).toEqual([]);
    },
  );
});
