import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectInputs } from "../../../src-main/batch/inputs.ts";
import { Scan } from "../../../src-main/batch/scan.ts";
import { naturalOrder } from "../../../src-main/batch/natural-order.ts";
import { chooseTargets, OutputTargets } from "../../../src-main/batch/output-targets.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
let count = 0;
const tree = (names: readonly string[]): string => {
  const root = join(folder, String(count++));
  for (const name of names) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), "x");
  }
  return root;
};

describe("natural order", () => {
  it("is that of people", () => {
    const names = ["b.png", "a10.png", "A2.png", "a1.png", "a02.png", "中.png", "é.png", "a.png"];
    expect(names.sort(naturalOrder)).toEqual([
      "a.png",
      "a1.png",
      "A2.png",
      "a02.png",
      "a10.png",
      "b.png",
      "é.png",
      "中.png",
    ]);
  });

  it("is an order, whatever the names", () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "A", "0", "1", "9", ".", "é"),
      maxLength: 6,
    });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(naturalOrder(a, b))).toBe(0 - Math.sign(naturalOrder(b, a)));
        expect(naturalOrder(a, b) === 0).toBe(a === b);
        if (naturalOrder(a, b) < 0 && naturalOrder(b, c) < 0)
          expect(naturalOrder(a, c)).toBeLessThan(0);
      }),
    );
  });
});

describe("a folder", () => {
  it("gives its images, and leaves out what lies beside them", async () => {
    const long = `${"长".repeat(60)}.png`;
    const odd = ["中文 é #,%.png", "new\nline.png", "😀.JPG", long, "10.tif", "9.tif"];
    const beside = ["Thumbs.db", "desktop.ini", ".DS_Store", "._a.png", ".hidden/a.png"];
    const ours = ["9.overlay.png", "9.map.npy", "9.map.ome.zarr/a.png", "__MACOSX/a.png"];
    const unread = ["sub/b.heic", "sub/B.HEIC", "drawing.svg"];
    const root = tree([...odd, "sub/b.gif", ...unread, ...beside, ...ours, "notes.txt"]);
    const { images, skipped, problems } = await collectInputs([root]);
    expect(images.map(({ name }) => name)).toEqual([
      "9.tif",
      "10.tif",
      "new\nline.png",
      "sub/b.gif",
      "中文 é #,%.png",
      long,
      "😀.JPG",
    ]);
    expect(images.every(({ size, path }) => size === 1 && path.startsWith(root))).toBe(true);
    expect([skipped, problems]).toEqual([
      13,
      [
        "1 × .svg: left out, such images cannot be read: save them as PNG, JPEG or TIFF",
        "2 × .heic: left out, such images cannot be read: save them as PNG, JPEG or TIFF",
      ],
    ]);
  });

  it("is walked once, whatever links lead back to it", async () => {
    const root = tree(["a/1.png", "b/2.png"]);
    symlinkSync(root, join(root, "a", "round"));
    symlinkSync(join(root, "b"), join(root, "a", "z"));
    symlinkSync(join(root, "nowhere"), join(root, "dead.txt"));
    symlinkSync(join(root, "a", "1.png"), join(root, "linked.png"));
    const { images, skipped } = await collectInputs([root]);
    expect(images.map(({ name }) => name)).toEqual(["a/1.png", "a/z/2.png", "linked.png"]);
    expect(skipped).toBe(3); // round, b (walked as a/z), dead.txt
  });

  it.skipIf(process.platform === "win32")(
    "gives what is called an image and is none, so that it fails and is told of",
    async () => {
      const root = tree(["1.png", "folder.png/2.png"]);
      symlinkSync(join(root, "nowhere"), join(root, "3.png"));
      execFileSync("mkfifo", [join(root, "4.png"), join(root, "pipe")]);
      const { images, skipped } = await collectInputs([root]);
      const found = images.map(({ name, size }) => [name, size]);
      expect(found).toEqual([
        ["1.png", 1],
        ["3.png", null],
        ["4.png", 0],
        ["folder.png/2.png", 1],
      ]);
      expect(skipped).toBe(1);
    },
  );

  it("that cannot be read is told of, and the others are done", async () => {
    const root = tree(["a/1.png"]);
    const scan = new Scan();
    await scan.walk(join(root, "gone"));
    await scan.walk(root);
    expect(scan.images.map(({ name }) => name)).toEqual(["a/1.png"]);
    expect(scan.problems).toEqual([
      expect.stringContaining("gone: cannot be read and is left out"),
    ]);
  });

  it("may be missing: then it is a file that fails when its turn comes", async () => {
    const { images } = await collectInputs([join(folder, "missing.png")]);
    expect(images).toMatchObject([{ name: "missing.png", size: null, modified: null }]);
  });
});

describe("places of outputs", () => {
  it("carry the ending only where two would meet", () => {
    expect(chooseTargets(["a.png", "a.jpg", "b.png", "x/a.png", "a.png.tif"])).toEqual([
      "a.png~2",
      "a.jpg",
      "b",
      "x/a",
      "a.png",
    ]);
  });

  it("tell capitals and composed letters not apart, and equal names of two folders do", () => {
    expect(chooseTargets(["A.png", "a.png", "é.png", "e\u0301.png", "b.png", "b.png"])).toEqual([
      "A.png",
      "a.png~2",
      "é.png",
      "e\u0301.png~2",
      "b.png",
      "b.png~2",
    ]);
  });

  it("stay as they were promised", () => {
    const targets = new OutputTargets();
    expect(targets.choose(["a.png", "a.jpg"], ["a"])).toEqual(["a", "a.jpg"]);
    expect(targets.choose(["a.tif", "c.png"])).toEqual(["a.tif", "c"]);
  });

  it("are short enough for their endings", () => {
    const [a = "", b = ""] = chooseTargets([
      `x/${"长".repeat(80)}1.png`,
      `x/${"长".repeat(80)}2.png`,
    ]);
    expect(a).not.toBe(b);
    for (const target of [a, b]) expect(Buffer.byteLength(target.slice(2))).toBeLessThan(201);
  });

  it("are never two alike", () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "A", ".", "~", "2"),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const keys = chooseTargets(names).map((target) => target.toLowerCase());
        expect(new Set(keys).size).toBe(names.length);
      }),
    );
  });
});
