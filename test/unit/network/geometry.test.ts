import { describe, expect, it } from "vitest";
import { pixel, positions, slideOver } from "../../../src-core/network/geometry.ts";

const slide = (kernel: number, stride = 1, pad = 0, dilation = 1) => ({
  kernel,
  stride,
  pad,
  dilation,
});

describe("slideOver", () => {
  it("gives LeNet's 28-pixel window at stride 4", () => {
    const layers = [slide(5), slide(2, 2), slide(5), slide(2, 2), slide(4)];
    expect(layers.reduce(slideOver, pixel)).toEqual({ size: 28, jump: 4, offset: 0 });
  });

  it("moves the receptive field outside the image by padding times jump", () => {
    expect([slide(2, 2), slide(3, 1, 1)].reduce(slideOver, pixel)).toEqual({
      size: 6,
      jump: 2,
      offset: -2,
    });
  });

  it("spreads a dilated kernel", () => {
    expect(slideOver(pixel, slide(3, 1, 0, 4))).toEqual({ size: 9, jump: 1, offset: 0 });
  });
});

describe("positions", () => {
  it("drops a last window that does not fit in floor mode and keeps it in ceil mode", () => {
    expect(positions(8, slide(3, 2), 0, false)).toBe(3);
    expect(positions(8, slide(3, 2), 0, true)).toBe(4);
  });

  it("drops a ceil-mode window that would start behind the input", () => {
    expect(positions(4, slide(1, 3, 0), 1, true)).toBe(2);
    expect(positions(3, slide(1, 3, 0), 1, true)).toBe(1);
  });

  it("is 0 where the kernel is larger than the input", () => {
    expect(positions(2, slide(3), 0, false)).toBe(0);
  });
});
