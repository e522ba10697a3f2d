import { describe, expect, it } from "vitest";
import type { NdArray } from "../../../src-core/network/ndarray/ndarray.ts";
import {
  broadcast,
  reduce,
  take,
  transpose,
} from "../../../src-core/network/ndarray/arithmetic.ts";
import { axisSlices, arange } from "../../../src-core/network/ndarray/slice-node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";

const numbers = (shape: number[], values: number[]): NdArray => ({
  type: elementTypes.float32,
  shape,
  values,
});
const told = ({ shape, values }: NdArray) => ({ shape: [...shape], values: Array.from(values) });

describe("constants", () => {
  const matrix = numbers([2, 3], [1, 2, 3, 4, 5, 6]);

  it("broadcast from the last axis on", () => {
    const row = numbers([3], [10, 20, 30]);
    const column = numbers([2, 1], [100, 200]);
    const sum = (a: number, b: number): number => a + b;
    expect(told(broadcast(matrix, row, sum)).values).toEqual([11, 22, 33, 14, 25, 36]);
    expect(told(broadcast(column, row, sum))).toEqual({
      shape: [2, 3],
      values: [110, 120, 130, 210, 220, 230],
    });
    expect(() => broadcast(matrix, numbers([2], [1, 2]), sum)).toThrow("do not broadcast");
  });

  it("are transposed, taken and reduced", () => {
    expect(told(transpose(matrix, [1, 0]))).toEqual({ shape: [3, 2], values: [1, 4, 2, 5, 3, 6] });
    expect(() => transpose(matrix, [0, 0])).toThrow("is no order of 2 axes");
    expect(told(take(matrix, 1, [2, 0]))).toEqual({ shape: [2, 2], values: [3, 1, 6, 4] });
    const product = {
      start: 1,
      combine: (a: number, b: number) => a * b,
      keep: false,
      mean: false,
    };
    expect(told(reduce(matrix, [1], product))).toEqual({ shape: [2], values: [6, 120] });
  });

  it("are sliced as ONNX counts: from the end, beyond it, and backwards", () => {
    const cut = (start: number, end: number, step: number) => {
      const inputs = [
        undefined,
        ...[[start], [end], [0], [step]].map((list) => numbers([1], list)),
      ];
      const [part] = axisSlices(makeNode("Slice", "cut", [], []), inputs, [5]);
      return part && arange(part.start, part.end, part.step);
    };
    expect(cut(1, 2 ** 62, 1)).toEqual([1, 2, 3, 4]);
    expect(cut(-2, 9, 1)).toEqual([3, 4]);
    expect(cut(0, -1, 2)).toEqual([0, 2]);
    expect(cut(-1, -9, -2)).toEqual([4, 2, 0]);
    expect(() => cut(0, 1, 0)).toThrow("step 0");
  });
});
