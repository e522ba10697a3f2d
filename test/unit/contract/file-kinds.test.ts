import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  hasImageEnding,
  imageAccept,
  imageEndings,
  imageKinds,
  isImageFile,
  Unread,
} from "../../../src-core/contract/file-kinds.ts";

const text = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

describe("the kinds of images", () => {
  it("are those of the package's file associations", () => {
    const builder = text("electron-builder.yml");
    for (const { name, endings } of imageKinds)
      expect(builder).toContain(`- { ext: [${endings.join(", ")}], name: ${name} image,`);
    expect(builder.match(/- \{ ext: /g)).toHaveLength(imageKinds.length);
    expect(builder).toContain(`mimeTypes: [${imageKinds.map(({ type }) => type).join(", ")}]`);
  });

  it("are those that README and docs/images.md name", () => {
    const names = imageKinds.map(({ name }) => name);
    const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
    expect(text("README.md")).toContain(`${list} are read`);
    const [, table = ""] = text("docs/images.md").split("## Formats");
    for (const name of names) expect(table).toMatch(new RegExp(`^\\| .*${name}`, "m"));
  });

  it("are known by their endings, in any case", () => {
    for (const name of ["a.PNG", "b.JPeG", "c.d.tiff", "e.btf", "f.avif"])
      expect([name, hasImageEnding(name), isImageFile(name)]).toEqual([name, true, true]);
    for (const name of ["a.svg", "b.heic", "c.bmp", "png", "d.png.txt", "e."])
      expect([name, hasImageEnding(name), isImageFile(name)]).toEqual([name, false, false]);
    expect(imageEndings.every((ending) => imageAccept.split(",").includes(`.${ending}`))).toBe(
      true,
    );
  });
});

describe("Unread", () => {
  it("counts images that cannot be read, and nothing else", () => {
    const unread = new Unread();
    for (const name of ["a.heic", "b.HEIC", "._c.heic", "notes.txt", "d.png"]) unread.add(name);
    expect(unread.taken()).toEqual([
      "2 × .heic: left out, such images cannot be read: save them as PNG, JPEG or TIFF",
    ]);
    expect(unread.taken()).toEqual([]);
  });
});
