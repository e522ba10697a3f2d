import { describe, expect, it } from "vitest";
import {
  convolutionMatrix,
  fillIn,
  nonzerosPerRow,
  weightIndices,
} from "../../../src-core/equivalence/convolution-matrix.ts";
import { convolve } from "../../../src-core/equivalence/convolve.ts";
import { multiply } from "../../../src-core/equivalence/multiply.ts";
import type { Padding } from "../../../src-core/equivalence/padding.ts";

/** 1 2 3 / 4 5 6 / 7 8 9 */
const input = {
  height: 3,
  width: 3,
  channels: 1,
  values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
};
/** 1 2 / 3 4 */
const kernels = {
  filters: 1,
  height: 2,
  width: 2,
  channels: 1,
  values: Float32Array.of(1, 2, 3, 4),
};
const matrix = (padding: Padding) =>
  convolutionMatrix({ input, kernel: kernels, filters: 1, padding });

const rowsOf = (values: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, row) =>
    Array.from({ length: columns }, (_, column) => values[row * columns + column] ?? NaN),
  );

describe("convolutionMatrix", () => {
  it("writes a 2×2 kernel on 3×3 pixels as four rows", () => {
    expect(rowsOf(fillIn(matrix("valid"), kernels.values), 9)).toEqual([
      [1, 2, 0, 3, 4, 0, 0, 0, 0],
      [0, 1, 2, 0, 3, 4, 0, 0, 0],
      [0, 0, 0, 1, 2, 0, 3, 4, 0],
      [0, 0, 0, 0, 1, 2, 0, 3, 4],
    ]);
  });

  it("says which weight each entry is", () => {
    expect(rowsOf(weightIndices(matrix("valid")), 9)[1]).toEqual([-1, 0, 1, -1, 2, 3, -1, -1, -1]);
    expect(matrix("valid")).toEqual({
      rows: 4,
      columns: 9,
      rowStart: Uint32Array.of(0, 4, 8, 12, 16),
      column: Uint32Array.of(0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8),
      weight: Uint32Array.of(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3),
    });
  });

  it("pads an even kernel at the end, as SAME_UPPER does", () => {
    expect(rowsOf(nonzerosPerRow(matrix("same")), 3)).toEqual([
      [4, 4, 2],
      [4, 4, 2],
      [2, 2, 1],
    ]);
    expect(rowsOf(fillIn(matrix("same"), kernels.values), 9)[8]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 1,
    ]);
  });

  it("counts weights of later filters and channels on", () => {
    const two = { height: 1, width: 2, channels: 2 };
    const tied = convolutionMatrix({
      input: two,
      kernel: { height: 1, width: 1 },
      filters: 2,
      padding: "same",
    });
    expect(rowsOf(weightIndices(tied), 4)).toEqual([
      [0, -1, 1, -1],
      [-1, 0, -1, 1],
      [2, -1, 3, -1],
      [-1, 2, -1, 3],
    ]);
  });
});

describe("convolve", () => {
  it("slides a kernel that is not flipped", () => {
    // 1·1 + 2·2 + 3·4 + 4·5 = 37
    expect(rowsOf(convolve(input, kernels, "valid").values, 2)).toEqual([
      [37, 47],
      [67, 77],
    ]);
    expect(rowsOf(convolve(input, kernels, "same").values, 3)).toEqual([
      [37, 47, 21],
      [67, 77, 33],
      [23, 26, 9],
    ]);
  });

  it("sums over channels, for each filter", () => {
    const image = { height: 1, width: 2, channels: 2, values: Float32Array.of(1, 2, 10, 20) };
    const ones = {
      filters: 2,
      height: 1,
      width: 1,
      channels: 2,
      values: Float32Array.of(1, 1, 1, -1),
    };
    expect([...convolve(image, ones, "valid").values]).toEqual([11, 22, -9, -18]);
  });
});

describe("multiply", () => {
  it("is a matrix product in float32", () => {
    expect([...multiply(Float32Array.of(1, 2, 3, 4), Float32Array.of(10, 1))]).toEqual([12, 34]);
    // 2²⁴ + 1 is no float32.
    expect([...multiply(Float32Array.of(2 ** 24, 1), Float32Array.of(1, 1))]).toEqual([2 ** 24]);
  });

  it("wants whole rows", () => {
    expect(() => multiply(new Float32Array(5), new Float32Array(2))).toThrow(
      "5 entries are no rows of 2",
    );
  });
});
