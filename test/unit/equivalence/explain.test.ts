import { describe, expect, it } from "vitest";
import type { ExplanationRequest } from "../../../src-core/contract/explanation.ts";
import { explanation } from "../../../src-core/contract/explanation.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { toDocument } from "../../../src-core/equivalence/document.ts";
import { explain } from "../../../src-core/equivalence/explain.ts";

const shape = (height: number, width: number, channels: number) => ({ height, width, channels });
/** The well-known example. */
const told = explain({ input: shape(10, 10, 3), kernel: 3 });

describe("a dense layer of 100 units on 10×10×3", () => {
  const dense = told.denseToConvolution;

  it("is 100 filters of 10×10×3", () => {
    expect(dense).toMatchObject({
      units: 100,
      output: shape(1, 1, 100),
      laidOutAs: shape(10, 10, 1),
      kernels: { filters: 100, ...shape(10, 10, 3) },
      entries: 30_000,
      nonzeros: 30_000,
      parameters: { dense: 30_000, convolution: 30_000 },
      multiplications: { dense: 30_000, convolution: 30_000 },
    });
    expect(dense.measured).toMatchObject({ checked: 100 });
    expect(dense.measured.maxAbsDiff).toBeGreaterThan(0);
    expect(dense.measured.maxAbsDiff).toBeLessThan(1e-5);
  });

  it("runs on 20×20×3, where it is the dense layer on 121 windows", () => {
    expect(dense.larger).toMatchObject({
      image: shape(20, 20, 3),
      output: shape(11, 11, 100),
      positions: 121,
      numbersRead: { image: 1200, windows: 121 * 300 },
      multiplications: { dense: 121 * 30_000, convolution: 121 * 30_000 },
      // 18 × 18 and 121 × 8 × 8 features of 27 products
      layerBeneath: { kernel: 3, shared: 8748, unshared: 209_088 },
      measured: { checked: 12_100 },
    });
    expect(dense.larger.measured.maxAbsDiff).toBeLessThan(1e-5);
  });

  it("is laid out as a picture only where the units fill one", () => {
    const ten = explain({ input: shape(4, 4, 1), kernel: 1, units: 10 });
    expect(ten.denseToConvolution.laidOutAs).toBeNull();
    const twice = explain({ input: shape(4, 4, 1), kernel: 1, units: 32 });
    expect(twice.denseToConvolution.laidOutAs).toEqual(shape(4, 4, 2));
  });
});

describe("a 3×3×3 convolution on 10×10×3", () => {
  const convolution = told.convolutionToDense;

  it("has 2,352 nonzero of 30,000 entries, and 27 weights", () => {
    // 8 × 8 inside, 4 × 8 at the borders, 4 corners
    expect(64 * 27 + 32 * 18 + 4 * 12).toBe(2352);
    expect(convolution).toMatchObject({
      output: shape(10, 10, 1),
      entries: 30_000,
      nonzeros: 2352,
      matrix: { rows: 100, columns: 300 },
      parameters: { dense: 30_000, convolution: 27 },
      multiplications: { dense: 30_000, convolution: 2352 },
      paddedMultiplications: 2700,
      histogram: [
        { nonzeros: 27, rows: 64 },
        { nonzeros: 18, rows: 32 },
        { nonzeros: 12, rows: 4 },
      ],
      measured: { checked: 100 },
    });
    expect([...convolution.nonzerosPerRow.subarray(0, 12)]).toEqual([
      ...[12, 18, 18, 18, 18, 18, 18, 18, 18, 12],
      ...[18, 27],
    ]);
    expect(convolution.measured.maxAbsDiff).toBeGreaterThan(0);
    expect(convolution.measured.maxAbsDiff).toBeLessThan(1e-5);
  });

  it("has 27 in each of 64 rows without padding", () => {
    const { convolutionToDense } = explain({
      input: shape(10, 10, 3),
      kernel: 3,
      padding: "valid",
    });
    expect(convolutionToDense).toMatchObject({
      output: shape(8, 8, 1),
      entries: 64 * 300,
      nonzeros: 1728,
      paddedMultiplications: 1728,
      histogram: [{ nonzeros: 27, rows: 64 }],
    });
  });
});

describe("the document", () => {
  it("keeps the schema, and is the same for the same seed alone", () => {
    const document = explanation.parse(toDocument(told));
    expect(toDocument(explain({ input: shape(10, 10, 3), kernel: 3, seed: 0 }))).toEqual(document);
    const { matrix } = document.denseToConvolution;
    const other = explain({ input: shape(10, 10, 3), kernel: 3, seed: 1 });
    expect(toDocument(other).denseToConvolution.matrix).not.toEqual(matrix);
    expect(matrix).toMatchObject({ rows: 100, columns: 300 });
    expect(matrix?.values).toHaveLength(30_000);
    expect(Float32Array.from(matrix?.values ?? [])).toEqual(told.denseToConvolution.kernels.values);
    expect(document.convolutionToDense.matrix?.weight).toHaveLength(2352);
    expect(document.convolutionToDense.nonzerosPerRow[9]?.[9]).toBe(12);
  });

  it("leaves out matrices of more than 40,000 entries, and says so", () => {
    const large = explain({ input: shape(20, 20, 3), kernel: 3, units: 10 });
    const document = explanation.parse(toDocument(large));
    expect(document.matrixLimit).toBe(40_000);
    expect(document.denseToConvolution).toMatchObject({ entries: 12_000, matrixLeftOut: null });
    expect(document.convolutionToDense).toMatchObject({
      entries: 480_000,
      matrix: null,
      matrixLeftOut: "480,000 entries are more than 40,000: choose a smaller input",
    });
  });
});

describe("what cannot be explained", () => {
  const refused: [string, ExplanationRequest, string][] = [
    [
      "a kernel larger than the input",
      { input: shape(4, 9, 1), kernel: 5 },
      "kernel 5×5 is larger than the input 4×9: choose a kernel of at most 4",
    ],
    [
      "too many units",
      { input: shape(10, 10, 3), kernel: 3, units: 20_000 },
      "20,000 × 300 = 6,000,000 entries, more than 4,000,000: choose a smaller input or fewer units",
    ],
    [
      "a matrix of the size of a photograph",
      { input: shape(224, 224, 3), kernel: 3, units: 10 },
      "50,176 × 150,528 = 7,552,892,928 entries",
    ],
    ["no pixels", { input: shape(0, 9, 1), kernel: 1 }, "input.height"],
    ["no kernel", { input: shape(4, 4, 1), kernel: -3 }, "kernel"],
    ["half a filter", { input: shape(4, 4, 1), kernel: 3, filters: 0.5 }, "filters"],
    ["no number", { input: shape(4, NaN, 1), kernel: 3 }, "input.width"],
  ];

  it.each(refused)("%s", (_, request, message) => {
    expect(() => explain(request)).toThrow(UserError);
    expect(() => explain(request)).toThrow(expect.objectContaining({ code: "invalid-request" }));
    expect(() => explain(request)).toThrow(message);
  });
});
