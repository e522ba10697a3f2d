/** @file Dense layer ↔ convolution, as `fullconv explain --json` prints it. Volumes are told and laid out channels first. */
import { z } from "zod";

const count = z.int().nonnegative();
const positive = z.int().positive();
const numbers = z.array(z.number());
const indices = z.array(count);

const shape = z.strictObject({ height: positive, width: positive, channels: positive });
const kernels = shape.extend({ filters: positive });

/** At stride 1. `units`: default one per pixel. `padding` is the convolution's; `same` is ONNX's SAME_UPPER. */
export const explanationRequest = z.strictObject({
  input: shape,
  kernel: positive,
  filters: positive.default(1),
  units: positive.optional(),
  padding: z.enum(["same", "valid"]).default("same"),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(0),
});

/** Biases are left out: there are as many on both sides. */
const costs = {
  /** Of the matrix, zeros included. */
  entries: count,
  nonzeros: count,
  parameters: z.strictObject({ dense: count, convolution: count }),
  multiplications: z.strictObject({ dense: count, convolution: count }),
};

/** The matrix product against the convolution, measured in float32 on random numbers of the seed. */
const measured = z.strictObject({
  checked: count,
  maxAbsDiff: z.number().nonnegative(),
  /** Of each number to its own magnitude; `maxRelDiffOf` is the magnitude where it is worst, near 0 where products cancel. */
  maxRelDiff: z.number().nonnegative(),
  maxRelDiffOf: z.number().nonnegative(),
  maxAbs: z.number().nonnegative(),
});

/** The same kernels on an image larger than the dense layer's input. */
const larger = z.strictObject({
  image: shape,
  output: shape,
  /** Windows, one per output pixel. */
  positions: count,
  /** Numbers that are read: the image once, or every window cut out of it. */
  numbersRead: z.strictObject({ image: count, windows: count }),
  /** Equal: no product occurs in two windows. */
  multiplications: z.strictObject({ dense: count, convolution: count }),
  /** One filter of an unpadded kernel × kernel layer beneath: over the image once (`shared`), or in each window anew. */
  layerBeneath: z.strictObject({ kernel: positive, shared: count, unshared: count }),
  measured,
});

const denseToConvolution = z.strictObject({
  units: positive,
  /** As large as the input; kernel n is row n of the matrix. */
  kernels,
  output: shape,
  /** The units laid out as a picture as large as the input, where they fill one or more channels. */
  laidOutAs: shape.nullable(),
  ...costs,
  /** `values`: rows × columns, and at the same time filters × channels × height × width. */
  matrix: z.strictObject({ rows: count, columns: count, values: numbers }).nullable(),
  /** Why `matrix` is null. */
  matrixLeftOut: z.string().nullable(),
  measured,
  larger,
});

const convolutionToDense = z.strictObject({
  padding: z.enum(["same", "valid"]),
  /** `values`: filters × channels × height × width. */
  kernels: kernels.extend({ values: numbers.nullable() }),
  output: shape,
  ...costs,
  /** Of the convolution where the padding's zeros are multiplied, too. */
  paddedMultiplications: count,
  /** Output height × width, alike for all filters. */
  nonzerosPerRow: z.array(z.array(count)),
  /** Rows of the matrix by their nonzeros, most nonzeros first. */
  histogram: z.array(z.strictObject({ nonzeros: count, rows: count })),
  /** Compressed sparse rows: entry i, in column[i], is number weight[i] of the kernels' values; equal numbers are tied. */
  matrix: z
    .strictObject({
      rows: count,
      columns: count,
      rowStart: indices,
      column: indices,
      weight: indices,
    })
    .nullable(),
  /** Why `matrix` is null. */
  matrixLeftOut: z.string().nullable(),
  measured,
});

export const explanation = z.strictObject({
  input: shape,
  order: z.literal("channels × height × width"),
  seed: count,
  /** Entries up to which a matrix is in this document. */
  matrixLimit: count,
  denseToConvolution,
  convolutionToDense,
});

export type ExplanationRequest = z.input<typeof explanationRequest>;
export type ExplanationPlan = z.output<typeof explanationRequest>;
export type ExplanationDocument = z.infer<typeof explanation>;
