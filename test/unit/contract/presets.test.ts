import { describe, expect, it } from "vitest";
import type { PresetName } from "../../../src-core/contract/presets.ts";
import { presetFor } from "../../../src-core/contract/presets.ts";

/** What the preset makes of a pixel in each channel. */
function values(name: PresetName, channels: number, pixel: number): number[] {
  const { scale = NaN, mean = [], std = [] } = presetFor(name, channels) ?? {};
  return mean.map((value, index) => (pixel * scale - value) / (std[index] ?? NaN));
}

describe("presets", () => {
  it("make 0…255 what their names say", () => {
    expect([0, 255].flatMap((pixel) => values("unit", 1, pixel))).toEqual([0, 1]);
    expect([0, 255].flatMap((pixel) => values("symmetric", 1, pixel))).toEqual([-1, 1]);
    expect(values("raw", 3, 17)).toEqual([17, 17, 17]);
    expect(values("mtcnn", 1, 255)[0]).toBeCloseTo(0.99609, 5);
    expect(values("mnist", 1, 255)[0]).toBeCloseTo(2.8215, 3);
    expect(values("imagenet", 3, 255)[0]).toBeCloseTo(2.2489, 3);
    expect(values("caffe", 3, 0)[2]).toBeCloseTo(-123.68, 5);
  });

  it("know their colour order", () => {
    expect(presetFor("caffe", 3)?.color).toBe("bgr");
    expect(presetFor("unit", 3)?.color).toBeUndefined();
    expect(presetFor("unit", 1)?.color).toBe("gray");
  });

  it("are not there for channels that they were not made for", () => {
    expect(presetFor("imagenet", 1)).toBe(undefined);
    expect(presetFor("mnist", 3)).toBe(undefined);
    expect(presetFor("unit", 4)).toBe(undefined);
  });
});
