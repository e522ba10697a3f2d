/** @file Pictures of a file that are not read, and whole files that are refused by what they are. */
import { describe, expect, it } from "vitest";
import { ascii, joined, long, short, text } from "./bytes.ts";
import { directory, jpeg, plain, tiff } from "./files.ts";
import { told } from "./told.ts";

describe("pictures that are not read", () => {
  const pages = (count: number) =>
    `pages-left-out: the file has ${count} pages: the first one alone is read`;
  const imagej = text(270, "ImageJ=1.11a\nimages=3\nslices=3");

  it("are those behind ImageJ's one directory, where they are there", async () => {
    expect(await told(tiff({ more: [imagej], pad: 128 }))).toEqual([pages(3)]);
    expect(await told(tiff({ more: [imagej] }))).toEqual([]);
  });

  it.each([
    ["two pictures", [0x03_0000, 0], [pages(2)]],
    ["one with its smaller versions", [0x03_0000, 0x01_0001, 0x01_0002], []],
  ])("JPEG's Multi-Picture Format: %s", async (_, kinds, lines) => {
    const list = kinds.flatMap((kind) => [kind, 0, 0, 0]);
    const entry = { ...long(0xb002, ...list), type: 7, count: 4 * list.length };
    expect(await told(await jpeg(0xe2, joined(ascii("MPF\0"), directory([entry]))))).toEqual(lines);
  });

  it("are none where one is a gain map for brighter screens, which is no picture of its own", async () => {
    const entry = { ...long(0xb002, 0x030000, 0, 0, 0, 0, 0, 0, 0), type: 7, count: 32 };
    const both = await jpeg(0xe2, joined(ascii("MPF\0"), directory([entry])));
    expect(await told(both)).toEqual([pages(2)]);
    const xmp = ascii('<rdf:Description hdrgm:Version="1.0"/>');
    expect(await told(joined(both, xmp))).toEqual([]);
  });

  it("are a mask, which is not applied", async () => {
    const mask =
      "the file has a transparency mask (page 2), which is not applied: all of the picture is taken";
    expect(await told(tiff({ second: [long(254, 4)] }))).toEqual([`pages-left-out: ${mask}`]);
    expect(await told(tiff({ second: [] }))).toEqual([pages(2)]);
  });
});

describe("a file that is whole and not read is refused by what it is", () => {
  it.each([
    [
      "its inks are not those of CMYK (InkSet 2)",
      tiff({ samples: 4, photometric: 5, more: [short(332, 2)] }),
    ],
    ["PhotometricInterpretation, CIELab", tiff({ samples: 3, photometric: 8 })],
  ])("%s", async (words, bytes) => {
    await expect(told(bytes)).rejects.toThrow(words);
  });

  it("JPEG of 12 bits", async () => {
    const whole = await plain().jpeg().toBuffer();
    whole[whole.indexOf(Uint8Array.of(0xff, 0xc0)) + 4] = 12;
    await expect(told(whole)).rejects.toThrow("JPEG of 12 bits per sample is not built in");
  });
});
