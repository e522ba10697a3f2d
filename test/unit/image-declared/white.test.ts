/** @file A white that is not the highest value of 16 bits is told. */
import { describe, expect, it } from "vitest";
import { ascii, joined, long, numbersLE, short, text } from "./bytes.ts";
import { tiff } from "./files.ts";
import { told } from "./told.ts";

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
