import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decode } from "../../src-main/image/decode.ts";
import { inspectImage } from "../../src-main/image/inspect.ts";
import { uprightPixels } from "../../src-main/image/orientation.ts";
import { makeTiled } from "../../src-main/image/tiled/tiled.ts";
import { temporaryFolder } from "../support/folder.ts";
import type { Directory, Entry } from "../support/fuzz/images/tiff-file.ts";
import { numberBytes, putTogether, takenApart } from "../support/fuzz/images/tiff-file.ts";
import { keptFiles } from "../support/fuzz/kept.ts";
import { look } from "../support/images/damage.ts";
import { imageFiles } from "../support/images/image-files.ts";

const folder = temporaryFolder();
const name = "II-classic-last-strips-lzw.tif";
const sound = imageFiles().find((file) => file.name === name);
if (!sound) throw new Error(`there is no ${name}`);
const { bytes: file } = sound;
const { order, directories } = takenApart(file);
const [first = { entries: [] }] = directories;
const page: Entry = { tag: 254, type: 4, count: 1, bytes: new Uint8Array(4) };

/** The sound image, and pages of so many entries behind it. */
function stack(pages: number, entries: readonly Entry[], last: Partial<Directory> = {}): string {
  const path = join(folder, `${pages}-${entries.length}.tif`);
  const others = Array.from({ length: pages - 1 }, (_, index): Directory => {
    if (index < pages - 2) return { entries, next: index + 2 };
    return { entries, ...last };
  });
  writeFileSync(path, putTogether(file, order, [{ ...first, next: 1 }, ...others]));
  return path;
}

describe("pages of a TIFF", () => {
  it.each([
    ["more pages than 65536", () => stack(65_537, [page]), "it has more than 65536 pages"],
    [
      "pages of more than a million entries",
      () => stack(1_002, Array<Entry>(1000).fill(page)),
      "its pages have more than 1000000 entries",
    ],
  ])("%s are refused before a decoder walks over them", async (_, make, says) => {
    const path = make();
    const target = join(folder, "tiles", "a.tif");
    const refusal = {
      code: "image-unreadable",
      message: expect.stringContaining(`${says}, `) as string,
    };
    await expect(inspectImage(path)).rejects.toMatchObject(refusal);
    await expect(makeTiled(path, target)).rejects.toMatchObject(refusal);
    expect(readdirSync(folder)).not.toContain("tiles");
  });

  it("of a long stack are counted, and the first one is shown", async () => {
    const path = stack(2000, first.entries);
    expect(await inspectImage(path)).toMatchObject({ pages: 2000 });
    expect((await decode(path)).data).toEqual(Buffer.from(sound.pixels));
  });

  it("that lead back to the first one are no pages without end", async () => {
    const path = stack(3, first.entries, { next: 0 });
    expect((await decode(path)).data).toEqual(Buffer.from(sound.pixels));
  });
});

describe("a directory that is kept because it once went wrong", () => {
  it.each([
    ["colour-map-over-directory.tif", "the values of its tag 320 lie over its directory"],
    ["palette-out-of-order.tif", "its directory is out of order, and so its palette is not read"],
    ["samples-without-number.tif", "it has 1000000000 samples in a pixel"],
    ["band-that-is-not-there.tif", "it names 1 bands beside the colours, and its pixels have 0"],
  ])("%s is refused on every way", async (name, says) => {
    const path = join(folder, name);
    writeFileSync(path, keptFiles("images").find((kept) => kept.name === name)?.bytes ?? "");
    await expect(inspectImage(path)).rejects.toThrow(says);
    await expect(decode(path)).rejects.toThrow(says);
    await expect(makeTiled(path, join(folder, "tiles", "a.tif"))).rejects.toThrow(says);
  });
});

describe("an image of any depth that lies on its side", () => {
  const turned = ["profile-16.tif", "profile-of-grey-16.tif", "alpha-16-tiles.tif", "II-16.tif"];
  const cases = [...turned, "profile.tif"].flatMap((name) =>
    ([2, 3, 5, 6, 8] as const).map((orientation) => ({ name, orientation })),
  );
  it.each(cases)("$name, orientation $orientation: its own pixels, turned", async (of) => {
    const { name, orientation } = of;
    const upright = imageFiles().find((other) => other.name === name);
    if (!upright) throw new Error(`there is no ${name}`);
    const { order, directories } = takenApart(upright.bytes);
    const [{ entries } = { entries: [] }] = directories;
    const bytes = numberBytes(orientation, 2, order.littleEndian);
    const turn = { tag: 274, type: 3, count: 1, bytes };
    const all = [...entries.filter(({ tag }) => tag !== turn.tag), turn];
    all.sort((one, other) => one.tag - other.tag);
    const [plain, path] = [join(folder, `plain-${name}`), join(folder, `${orientation}-${name}`)];
    writeFileSync(plain, upright.bytes);
    writeFileSync(path, putTogether(upright.bytes, order, [{ entries: all }]));
    const seen = await decode(plain);
    const expected = uprightPixels(seen.data, seen, seen.channels, orientation);
    for (const large of [false, true])
      expect(Buffer.compare((await look(path, large)).data, expected)).toBe(0);
  });
});
