import { expect, it } from "vitest";
import { permute } from "../../../src-core/import/permute.ts";

it("puts the axes of a constant in another order", () => {
  // [[a, b, c], [d, e, f]] → [[a, d], [b, e], [c, f]]
  expect([...permute(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0])]).toEqual([
    1, 4, 2, 5, 3, 6,
  ]);
});

it("leaves a scalar and an empty tensor as they are", () => {
  expect([...permute(Float32Array.of(7), [], [])]).toEqual([7]);
  expect([...permute(new Float32Array(), [2, 0], [1, 0])]).toEqual([]);
});
