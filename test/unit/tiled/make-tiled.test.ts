/** @file A tiled file is made whole or not at all. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeTiled, removeTiled } from "../../../src-main/image/tiled/tiled.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { drawn, written } from "../../support/images/drawn.ts";

const folder = temporaryFolder();
const [width, height] = [1031, 641];

describe("makeTiled", () => {
  const none = (name: string): string[] =>
    readdirSync(folder).filter((file) => file.startsWith(name));

  it("reports bytes, and does nothing where it is done", async () => {
    const path = await written(folder, "once.png", drawn(700, 600, 3).png());
    const target = join(folder, "once.tif");
    const told: [number, number][] = [];
    await makeTiled(path, target, { onProgress: (...numbers) => told.push(numbers) });
    expect(told.at(-1)).toEqual([5 * 512 * 512 * 3, 5 * 512 * 512 * 3]);
    const before = readFileSync(target);
    writeFileSync(path, "changed");
    await makeTiled(path, target, { onProgress: () => expect.unreachable() });
    expect(readFileSync(target).equals(before)).toBe(true);
    await removeTiled(target);
    expect(none("once.tif")).toEqual([]);
  });

  it("says how much room is missing", async () => {
    const path = await written(folder, "full.png", drawn(700, 600, 3).png());
    const target = join(folder, "full.tif");
    const free = (): Promise<number> => Promise.resolve(1e8);
    await expect(makeTiled(path, target, { free })).rejects.toMatchObject({
      code: "cache-full",
      message: expect.stringMatching(
        /full\.png: is cut into tiles first, which needs 27\d MB in .*, where 100 MB are free: free some, or set FULLCONV_CACHE to a folder on another disk$/,
      ) as string,
    });
    expect(none("full.tif")).toEqual([]);
  });

  it("says where its folder cannot be", async () => {
    const path = await written(folder, "homeless.png", drawn(700, 600, 3).png());
    const file = join(folder, "a file, no folder");
    writeFileSync(file, "");
    await expect(makeTiled(path, join(file, "cache", "homeless.tif"))).rejects.toMatchObject({
      code: "output-unwritable",
      message: expect.stringMatching(
        /cache: cannot be used for large images \(E\w+.*\): set FULLCONV_CACHE to a folder that can be written$/,
      ) as string,
    });
  });

  it.each(["png", "jpeg", "tiff", "webp"] as const)(
    "refuses a truncated %s and leaves nothing behind",
    async (format) => {
      const bytes = await drawn(width, height, 3).toFormat(format).toBuffer();
      const path = join(folder, `cut-large.${format}`);
      writeFileSync(path, bytes.subarray(0, bytes.length / 2));
      const target = join(folder, `cut-${format}.tif`);
      await expect(makeTiled(path, target)).rejects.toMatchObject({ code: "image-unreadable" });
      await expect.poll(() => none(`cut-${format}.tif`)).toEqual([]);
    },
  );

  it("stops at once and leaves nothing behind", async () => {
    const path = await written(
      folder,
      "cancel.png",
      drawn(3000, 2000, 3).png({ compressionLevel: 1 }),
    );
    const target = join(folder, "cancel.tif");
    const control = new AbortController();
    const made = makeTiled(path, target, { signal: control.signal });
    const reason = new Error("enough");
    const stopped = expect(made).rejects.toBe(reason);
    // The conversion has begun: what it writes is what has to go.
    await expect.poll(() => none("cancel.tif"), { interval: 1 }).not.toEqual([]);
    control.abort(reason);
    await stopped;
    await expect.poll(() => none("cancel.tif")).toEqual([]);
    await expect(makeTiled(path, target, { signal: control.signal })).rejects.toBe(reason);
  });

  it("removes what a killed conversion left", async () => {
    writeFileSync(join(folder, "killed.tif.77-1.part"), "");
    await removeTiled(join(folder, "killed.tif"));
    expect(none("killed.tif")).toEqual([]);
  });
});
