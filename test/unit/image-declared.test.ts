/** @file What files say of their pictures and is not used: each is told, and nothing is where nothing has to be. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { inspectImage } from "../../src-main/image/inspect.ts";
import type { NewEntry } from "../../src-main/image/whole/write-directory.ts";
import { numberEntry, writeDirectory } from "../../src-main/image/whole/write-directory.ts";
import { messageInChinese } from "../../src-renderer/i18n/notices/messages-zh.ts";
import { temporaryFolder } from "../support/folder.ts";
import { imageFiles } from "../support/image-files.ts";

const folder = temporaryFolder();
const size = { width: 8, height: 8 };
let files = 0;

/** What is told, without its code; all of it has its Chinese. */
async function told(bytes: Uint8Array): Promise<string[]> {
  const path = join(folder, `${files++}`);
  writeFileSync(path, bytes);
  const { notices } = await inspectImage(path);
  for (const { message } of notices) {
    expect(messageInChinese(message)).toMatch(/\p{Script=Han}/u);
    expect(messageInChinese(message)).not.toMatch(/undefined|\bis\b|\bare\b/);
  }
  return notices.map(({ code, message }) => `${code}: ${message}`);
}

const plain = (channels: 3 | 4 = 3) => sharp({ create: { ...size, channels, background: "teal" } });
const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts));
const ascii = (text: string): Uint8Array => Buffer.from(text, "latin1");
const numbersBE = (values: readonly number[], bytes: 2 | 4): Uint8Array => {
  const result = Buffer.alloc(values.length * bytes);
  values.forEach((value, index) => result.writeUIntBE(value, index * bytes, bytes));
  return result;
};
const rational = (tag: number, ...values: number[]): NewEntry => {
  const numbers = values.flatMap((value) => [Math.round(value * 10_000), 10_000]);
  return { ...numberEntry(tag, numbers, 4, true), type: 5, count: values.length };
};
const short = (tag: number, ...values: number[]): NewEntry => numberEntry(tag, values, 2, true);
const long = (tag: number, ...values: number[]): NewEntry => numberEntry(tag, values, 4, true);
const text = (tag: number, content: string): NewEntry => ({
  tag,
  type: 2,
  count: content.length + 1,
  bytes: ascii(`${content}\0`),
});

const colour = 0.64;
const srgb = [colour, 0.33, 0.3, 0.6, 0.15, 0.06];
const adobe = [colour, 0.33, 0.21, 0.71, 0.15, 0.06];

interface Tiff {
  readonly samples?: number;
  readonly bits?: 8 | 16;
  readonly photometric?: number;
  readonly more?: readonly NewEntry[];
  /** Of the second page, which has no pixels that anybody looks at. */
  readonly second?: readonly NewEntry[];
  readonly pad?: number;
}

/** Strips of zeros. */
function tiff({ samples = 1, bits = 8, photometric = 1, more = [], second, pad = 0 }: Tiff) {
  const order = { littleEndian: true, big: false };
  const bytes = size.width * size.height * samples * (bits / 8);
  const entries = [
    ...[
      short(256, size.width),
      short(257, size.height),
      short(258, ...Array<number>(samples).fill(bits)),
    ],
    ...[short(259, 1), short(262, photometric), long(273, 8), short(277, samples)],
    ...[short(278, size.height), long(279, bytes)],
  ];
  const at = 8 + bytes;
  const directory = writeDirectory(
    [...entries, ...more].sort((a, b) => a.tag - b.tag),
    at,
    order,
  );
  const file = joined(ascii("II*\0"), new Uint8Array(4), new Uint8Array(bytes), directory);
  const view = new DataView(file.buffer);
  view.setUint32(4, at, true);
  if (!second) return joined(file, new Uint8Array(pad));
  view.setUint32(at + 2 + (entries.length + more.length) * 12, file.length, true);
  const others = [...entries, ...second].sort((a, b) => a.tag - b.tag);
  return joined(file, writeDirectory(others, file.length, order));
}

/** A chunk before the pixels. */
async function png(name: string, body: Uint8Array, image = plain()): Promise<Uint8Array> {
  const whole = await image.png().toBuffer();
  const chunk = joined(ascii(name), body);
  const added = joined(numbersBE([body.length], 4), chunk, numbersBE([crc32(chunk)], 4));
  return joined(whole.subarray(0, 33), added, whole.subarray(33));
}

/** A segment behind the start. */
async function jpeg(code: number, body: Uint8Array, image = plain()): Promise<Uint8Array> {
  const whole = await image.jpeg().toBuffer();
  const head = joined(Uint8Array.of(0xff, code), numbersBE([body.length + 2], 2));
  return joined(whole.subarray(0, 2), head, body, whole.subarray(2));
}

/** TIFF's header with one directory behind it. */
const directory = (entries: readonly NewEntry[], start = 8): Uint8Array =>
  joined(
    ...[ascii("II*\0"), numbersLE(8)],
    writeDirectory(entries, start, { littleEndian: true, big: false }),
  );
const numbersLE = (value: number): Uint8Array => numberEntry(0, [value], 4, true).bytes;

/** IFD0 → EXIF → interoperability. */
function exif(space: number, rule: string | null): Uint8Array {
  const order = { littleEndian: true, big: false };
  const first = directory([long(0x8769, 26)]);
  const second = [short(0xa001, space), ...(rule === null ? [] : [long(0xa005, 26 + 30)])];
  const third = rule === null ? [] : [writeDirectory([text(1, rule)], 56, order)];
  return joined(ascii("Exif\0\0"), first, writeDirectory(second, 26, order), ...third);
}

const asSrgb = "the values are taken as sRGB";

describe("colours that a file states", () => {
  const xy = (values: readonly number[]) =>
    numbersBE(
      [0.3127, 0.329, ...values].map((value) => Math.round(value * 1e5)),
      4,
    );

  it.each([
    ["cHRM", xy(adobe), ["the file's primaries (cHRM) are not used"]],
    ["cHRM", xy(srgb), []],
    ["gAMA", numbersBE([100_000], 4), ["the file's gamma (1 instead of 0.45455) is not used"]],
    ["gAMA", numbersBE([45_455], 4), []],
    [
      "cICP",
      Uint8Array.of(9, 16, 0, 1),
      ["the file's code for its colours (cICP: BT.2020 with PQ) is not used"],
    ],
    ["cICP", Uint8Array.of(1, 13, 0, 1), []],
  ] as const)("PNG: %s %j", async (name, body, lines) => {
    const expected = lines.map((line) => `profile-unused: ${line}: ${asSrgb}`);
    expect(await told(await png(name, body))).toEqual(expected);
  });

  it("PNG: primaries say nothing of grey", async () => {
    expect(await told(await png("cHRM", xy(adobe), plain().toColourspace("b-w")))).toEqual([]);
  });

  it.each([
    ["Adobe RGB", exif(0xffff, "R03")],
    ["Adobe RGB", exif(2, null)],
    ["uncalibrated", exif(0xffff, null)],
    [null, exif(1, "R98")],
    [null, exif(0xffff, "R03").subarray(0, 30)],
  ])("EXIF: %s", async (space, body) => {
    expect(await told(await jpeg(0xe1, body))).toEqual(
      space === null
        ? []
        : [`profile-unused: the file's colour space (${space} by its EXIF) is not used: ${asSrgb}`],
    );
  });

  it.each([
    [12, 13, "nclx: Display P3"],
    [9, 18, "nclx: BT.2020 with HLG"],
    [1, 8, "nclx: linear"],
    [1, 13, null],
  ])("AVIF: primaries %i, curve %i", async (primaries, transfer, what) => {
    const avif = imageFiles().find(({ format }) => format === "AVIF");
    const whole = Buffer.from(avif?.bytes ?? []);
    const at = whole.indexOf("nclx");
    expect(at).toBeGreaterThan(0);
    whole.writeUInt16BE(primaries, at + 4);
    whole.writeUInt16BE(transfer, at + 6);
    expect(await told(whole)).toEqual(
      what === null
        ? []
        : [`profile-unused: the file's code for its colours (${what}) is not used: ${asSrgb}`],
    );
  });

  const curve = (of: (share: number) => number): number[] =>
    Array.from({ length: 256 }, (_, index) => Math.round(65_535 * of(index / 255)));
  const rgb = { samples: 3, photometric: 2 };
  it.each([
    ["TransferFunction", { more: [short(301, ...curve((share) => share))] }],
    [null, { more: [short(301, ...curve((share) => share ** 2.2))] }],
    ["GrayResponseCurve", { more: [short(291, ...curve((share) => share))] }],
    ["PrimaryChromaticities", { ...rgb, more: [rational(319, ...adobe)] }],
    [null, { ...rgb, more: [rational(319, ...srgb), rational(318, 0.313, 0.329)] }],
    ["WhitePoint", { ...rgb, more: [rational(318, 0.3457, 0.3585)] }],
    ["ReferenceBlackWhite", { ...rgb, more: [rational(532, 16, 235, 16, 235, 16, 235)] }],
    [null, { ...rgb, more: [rational(532, 0, 255, 0, 255, 0, 255)] }],
    // What cannot be read counts as not said.
    [null, { more: [{ ...short(301, 1), count: 9_999_999 }] }],
  ])("TIFF: %s", async (name, file) => {
    const lines = await told(tiff(file));
    if (name === null) expect(lines).toEqual([]);
    else
      expect(lines).toEqual([
        expect.stringMatching(`^profile-unused: .*\\(${name}\\) (is|are) not`),
      ]);
  });

  it("CMYK: which conversion is taken, where there is no profile", async () => {
    expect(await told(tiff({ samples: 4, photometric: 5 }))).toEqual([
      "profile-unused: the file has no colour profile: the values are taken as CMYK by the built-in profile",
    ]);
  });

  it("a profile of another kind is not called damaged", async () => {
    const whole = await plain().withIccProfile("p3").png().toBuffer();
    const at = whole.indexOf("iCCP") - 4;
    const profile = whole.subarray(at + 8, at + 8 + whole.readUInt32BE(at));
    const grey = await png("iCCP", profile, plain().toColourspace("b-w"));
    const why = "it is for RGB, the image is grey";
    expect(await told(grey)).toEqual([
      `profile-unused: the file's colour profile cannot be used (${why}): ${asSrgb}`,
    ]);
  });
});

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

describe("a white that is not the highest value of 16 bits", () => {
  const line = (by: string) =>
    `white-unused: the file says that white is 4095 (${by}): it is taken as 65535, so that 4095 becomes 15 of 255`;
  const range = joined(
    ...[ascii("JIJI"), ascii("gnar"), numbersLE(1)],
    new Uint8Array(Float64Array.of(0, 4095).buffer),
  );

  it.each([
    ["MaxSampleValue", [short(281, 4095)]],
    ["ImageJ's max", [text(270, "ImageJ=1.53\nmin=0.0\nmax=4095.0")]],
    [
      "ImageJ's range",
      [long(50838, 12, 16), { tag: 50839, type: 1, count: range.length, bytes: range }],
    ],
  ])("is told: %s", async (by, more) => {
    expect(await told(tiff({ bits: 16, more }))).toEqual([line(by)]);
    expect(await told(tiff({ bits: 8, more }))).toEqual([]);
  });

  it("is not told where it is that value", async () => {
    expect(await told(tiff({ bits: 16, more: [short(281, 65_535)] }))).toEqual([]);
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
