import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src-core/equivalence/explain.ts";
import {
  convolutionMatrix,
  fillIn,
  nonzerosPerRow,
} from "../../../src-core/equivalence/convolution-matrix.ts";
import { convolve } from "../../../src-core/equivalence/convolve.ts";
import { randomKernels, randomVolume } from "../../../src-core/equivalence/volumes.ts";
import { flatWindow, multiply } from "../../../src-core/equivalence/multiply.ts";
import { seeded } from "../../support/random.ts";

const side = fc.integer({ min: 1, max: 9 });
const few = fc.integer({ min: 1, max: 3 });
const cases = fc
  .record({
    height: side,
    width: side,
    channels: few,
    filters: few,
    kernel: fc.record({ height: side, width: side }),
    padding: fc.constantFrom("same" as const, "valid" as const),
    seed: fc.nat(),
  })
  .filter(({ height, width, kernel }) => kernel.height <= height && kernel.width <= width);

/** Both ways to at most 1e-5 of what was added up: a sum may cancel to less than the rounding of its products. */
function expectAgreement(
  one: Float32Array,
  other: Float32Array,
  matrix: Float32Array,
  vector: Float32Array,
): void {
  const added = multiply(matrix.map(Math.abs), vector.map(Math.abs));
  expect(one.length).toBe(other.length);
  for (const [index, value] of one.entries())
    expect(Math.abs(value - (other[index] ?? NaN))).toBeLessThanOrEqual(1e-5 * (added[index] ?? 0));
}

describe("the law", () => {
  it("a convolution is its matrix", () => {
    fc.assert(
      fc.property(cases, ({ kernel, filters, padding, seed, ...shape }) => {
        const random = seeded(seed);
        const input = randomVolume(shape, random);
        const kernels = randomKernels({ ...kernel, channels: shape.channels }, filters, random);
        const tied = convolutionMatrix({ input: shape, kernel, filters, padding });
        const matrix = fillIn(tied, kernels.values);
        const product = multiply(matrix, input.values);
        expectAgreement(product, convolve(input, kernels, padding).values, matrix, input.values);
        const rows = Array.from({ length: tied.rows }, (_, row) =>
          matrix.subarray(row * tied.columns, (row + 1) * tied.columns),
        );
        // No random weight is zero.
        const counted = rows.map((row) => row.filter((entry) => entry !== 0).length);
        expect([...nonzerosPerRow(tied)]).toEqual(counted);
      }),
    );
  });

  it("a dense layer is a convolution, on every window of a larger image", () => {
    fc.assert(
      fc.property(cases, ({ kernel, filters, seed, ...shape }) => {
        const random = seeded(seed);
        const image = randomVolume(shape, random);
        const window = { ...kernel, channels: shape.channels };
        const kernels = randomKernels(window, filters, random);
        const { values, ...map } = convolve(image, kernels, "valid");
        for (let row = 0; row < map.height; row++)
          for (let column = 0; column < map.width; column++) {
            const flat = flatWindow(image, window, row, column);
            const units = multiply(kernels.values, flat);
            const cell = units.map(
              (_, unit) => values[(unit * map.height + row) * map.width + column] ?? NaN,
            );
            expectAgreement(units, cell, kernels.values, flat);
          }
      }),
    );
  });

  it("nonzeros are those that a search for pixels under taps finds", () => {
    fc.assert(
      fc.property(side, side, few, fc.integer({ min: 1, max: 9 }), (height, width, channels, n) => {
        const kernel = Math.min(n, height, width);
        const { convolutionToDense } = explain({ input: { height, width, channels }, kernel });
        const before = (kernel - 1) >> 1;
        const under = (pixel: number, position: number): boolean =>
          pixel >= position - before && pixel < position - before + kernel;
        let found = 0;
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            for (let row = 0; row < height; row++)
              for (let column = 0; column < width; column++)
                if (under(row, y) && under(column, x)) found += channels;
        expect(convolutionToDense.nonzeros).toBe(found);
        expect(convolutionToDense.measured.maxAbsDiff).toBeLessThanOrEqual(1e-5);
      }),
    );
  });
});
