import { expect, it } from "vitest";
import { maximumOverScales } from "../../../src-core/overlay/over-scales.ts";

/** Windows of 2 pixels, one for each pixel of an image of 5×1 pixels. */
const fine = {
  map: {
    data: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.9, 0.8, 0.7, 0.6),
    classes: 2,
    rows: 1,
    columns: 4,
  },
  placement: { rows: 1, columns: 4, strideX: 1, strideY: 1, windowWidth: 2, windowHeight: 1 },
};
/** The same at half the size: windows of 4 pixels at a distance of 2, whose cells begin at pixel 1. */
const coarse = {
  map: { data: Float32Array.of(0.25, 0.5), classes: 2, rows: 1, columns: 1 },
  placement: { rows: 1, columns: 1, strideX: 2, strideY: 2, windowWidth: 4, windowHeight: 2 },
};

const near = (numbers: number[]): number[] =>
  numbers.map((value) => expect.closeTo(value) as number);

it("a cell has the best of all scales at its middle", () => {
  // Cells of the fine map have their middles at 1, 2, 3 and 4; the coarse cell reaches from 1 to 3.
  const { data, columns } = maximumOverScales([fine, coarse], 1, undefined);
  expect(columns).toBe(4);
  expect([...data]).toEqual(near([0.25, 0.25, 0.3, 0.4]));
});

it("the background is the least of all scales", () => {
  const { data } = maximumOverScales([fine, coarse], 2, 1);
  expect([...data]).toEqual(near([0.25, 0.25, 0.3, 0.4, 0.5, 0.5, 0.7, 0.6]));
});

it("one map stays as it is", () => {
  expect([...maximumOverScales([fine], 2, 1).data]).toEqual([...fine.map.data]);
});
