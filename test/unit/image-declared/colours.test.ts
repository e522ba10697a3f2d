/** @file Colours that files state and that are not used: each is told, and nothing is where nothing has to be. */
import { describe, expect, it } from "vitest";
import { imageFiles } from "../../support/images/image-files.ts";
import { numbersBE, rational, short } from "./bytes.ts";
import { exif, jpeg, plain, png, tiff } from "./files.ts";
import { told } from "./told.ts";

const colour = 0.64;
const srgb = [colour, 0.33, 0.3, 0.6, 0.15, 0.06];
const adobe = [colour, 0.33, 0.21, 0.71, 0.15, 0.06];

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
