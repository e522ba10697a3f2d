import { describe, expect, it } from "vitest";
import type { Slide } from "../../../src-core/network/geometry/axis.ts";
import {
  pixel,
  plainSlide,
  positions,
  slideOver,
} from "../../../src-core/network/geometry/axis.ts";

const slide = (kernel: number, stride = 1, pad = 0, dilation = 1): Slide => ({
  ...plainSlide(kernel),
  stride,
  pad,
  dilation,
});
const inCeilMode = (given: Slide): Slide => ({ ...given, ceil: true });

describe("slideOver", () => {
  it("gives LeNet's 28-pixel window at stride 4", () => {
    const layers = [slide(5), slide(2, 2), slide(5), slide(2, 2), slide(4)];
    expect(layers.reduce((axis, slide) => slideOver(axis, slide), pixel)).toMatchObject({
      size: 28,
      jump: 4,
      offset: 0,
    });
  });

  it("moves the receptive field outside the image by padding times jump", () => {
    expect(
      [slide(2, 2), slide(3, 1, 1)].reduce((axis, slide) => slideOver(axis, slide), pixel),
    ).toMatchObject({
      size: 6,
      jump: 2,
      offset: -2,
    });
  });

  it("spreads a dilated kernel", () => {
    expect(slideOver(pixel, slide(3, 1, 0, 4))).toMatchObject({ size: 9, jump: 1, offset: 0 });
  });
});

describe("positions", () => {
  it("drops a last window that does not fit in floor mode and keeps it in ceil mode", () => {
    expect(positions(8, slide(3, 2))).toBe(3);
    expect(positions(8, inCeilMode(slide(3, 2)))).toBe(4);
  });

  it("drops a ceil-mode window that would start behind the input", () => {
    expect(positions(4, { ...inCeilMode(slide(1, 3)), padAfter: 1 })).toBe(2);
    expect(positions(3, { ...inCeilMode(slide(1, 3)), padAfter: 1 })).toBe(1);
  });

  it("is 0 where the kernel is larger than the input", () => {
    expect(positions(2, slide(3))).toBe(0);
  });

  it("counts LeNet's cells on an image, layer behind layer", () => {
    const layers = [slide(5), slide(2, 2), slide(5), slide(2, 2), slide(4)];
    const { count } = layers.reduce((axis, slide) => slideOver(axis, slide), pixel);
    expect([28, 31, 32, 280, 27, 1].map(count)).toEqual([1, 1, 2, 64, 0, 0]);
  });
});
