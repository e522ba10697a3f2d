/** @file Scales that are wanted: how many, how large, and what is told of those that have no room. */
import { describe, expect, it } from "vitest";
import type { Head } from "../../../../src-core/contract/heads.ts";
import { head as headSchema } from "../../../../src-core/contract/heads.ts";
import type { Scales, ScaleOptions } from "../../../../src-main/analysis/subject/scales.ts";
import { checkScales, scalesOf } from "../../../../src-main/analysis/subject/scales.ts";

type Model = Parameters<typeof scalesOf>[0];

const classifier = { kind: "classifier", classes: ["a", "b"], activation: "none" };

function model(more: object = {}, side = 12): Model {
  const head: Head = headSchema.parse({ ...classifier, ...more });
  const window = { width: side, height: side };
  return { card: { head }, surgery: { window }, detector: null } as unknown as Model;
}

const image = { width: 57, height: 61 };
const on = (wish: ScaleOptions, size = image, one = model()): Scales => scalesOf(one, size, wish);
const told = (wish: ScaleOptions, size = image): string[] =>
  on(wish, size).notices.map(({ code, message }) => `${code}: ${message}`);

describe("scales without end", () => {
  it.each([
    [{ objects: { smallest: 0.0001 } }, "enlarged 120000 times, at most 64"],
    [{ objects: { smallest: 1e-300 } }, "at most 64"],
    [{ objects: { smallest: 0.18 } }, "look for objects from 0.1875 pixels on"],
  ])("are refused before any image is read: %o", (wish, message) => {
    for (const look of [
      () => {
        checkScales(model(), wish);
      },
      () => on(wish),
    ])
      expect(look).toThrow(expect.objectContaining({ code: "invalid-scales" }));
    expect(() => {
      checkScales(model(), wish);
    }).toThrow(message);
  });

  it.each([
    [{ smallest: 1e-9 }, "enlarged 12000000000 times"],
    [{ smallest: 10, factor: 0.9999999 }, "are 6931000 scales, at most 64"],
    [{ smallest: 10, largest: 1000, factor: 0.99 }, "are 459 scales, at most 64"],
  ])("are refused in cards: %o", (pyramid, message) => {
    expect(() => {
      checkScales(model({ pyramid }), {});
    }).toThrow(message);
    // Scales of one's own take the place of the card's.
    expect(() => {
      checkScales(model({ pyramid }), { scales: [1] });
    }).not.toThrow();
  });

  it("are refused where the image makes them too many, or too large", () => {
    const dense = model({ pyramid: { smallest: 12, factor: 0.95 } });
    expect(() => {
      checkScales(dense, {});
    }).not.toThrow();
    // 0.95 ^ n = 12 / 1200 at n = 89.8.
    const square = { width: 1200, height: 1200 };
    expect(() => on({}, square, dense)).toThrow("are 90 scales, at most 64");
    const large = { width: 8000, height: 8000 };
    expect(() => on({ scales: [8] }, large)).toThrow(
      "1 scales of the image of 8000×8000, the largest 64000×64000, have 4096 megapixels together, at most 1000",
    );
    // 64 and 16 megapixels are a fair wish of any image; so are four times its own of a large one.
    expect(on({ scales: [1, 0.5] }, large).scales).toHaveLength(2);
    expect(on({ scales: [1.9] }, { width: 40_000, height: 30_000 }).scales).toHaveLength(1);
    expect(() => on({ scales: [2, 1] }, { width: 40_000, height: 30_000 })).toThrow("at most 4800");
  });

  it("are no pyramid of a card: reversed sizes, a step of 1", () => {
    const parses = (pyramid: object) => headSchema.safeParse({ ...classifier, pyramid }).success;
    expect(parses({ smallest: 10, largest: 10 })).toBe(true);
    expect(parses({ smallest: 100, largest: 1 })).toBe(false);
    expect(parses({ smallest: 10, factor: 1 })).toBe(false);
    expect(parses({ smallest: 0 })).toBe(false);
  });
});

describe("scales that have no room for a window", () => {
  it("are told where they were asked for", () => {
    expect(told({ scales: [1, 0.1, 0.15] })).toEqual([
      "scales-left-out: scales 0.15, 0.1 are left out: at 0.15 the image is 9×10, smaller than the window 12×12",
    ]);
    // The smaller side of the image is 57: 12 / 57 of it is the smallest scale, reached from 12 / 10 in steps of 0.709 at 0.215.
    expect(told({ objects: { smallest: 10, largest: 400 } })).toEqual([
      "scales-left-out: objects above 55.8 pixels are not looked for, up to 400 were asked for: on a smaller scale the image of 57×61 has no room for a window",
    ]);
  });

  it("are no news where all that was asked for is looked at, or where nobody asked", () => {
    expect(told({})).toEqual([]);
    expect(told({ scales: [1, 0.5] })).toEqual([]);
    expect(told({ objects: { smallest: 10, largest: 30 } })).toEqual([]);
    expect(told({ objects: { smallest: 10 } })).toEqual([]);
    const card = model({ pyramid: { smallest: 10, largest: 400 } });
    expect(on({}, image, card).notices).toEqual([]);
  });
});
