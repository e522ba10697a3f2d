import type { ExplanationRequest } from "../contract/explanation.ts";
import { randomNumbers } from "../random.ts";
import type { ConvolutionToDense } from "./convolution-to-dense.ts";
import { convolutionToDense } from "./convolution-to-dense.ts";
import type { DenseToConvolution } from "./dense-to-convolution.ts";
import { denseToConvolution } from "./dense-to-convolution.ts";
import type { Volume } from "./volumes.ts";
import { randomVolume } from "./volumes.ts";
import { planExplanation } from "./limits.ts";

export interface Explanation {
  readonly seed: number;
  /** The random input that both directions were measured on. */
  readonly input: Volume;
  readonly denseToConvolution: DenseToConvolution;
  readonly convolutionToDense: ConvolutionToDense;
}

/**
 * Both directions of dense layer ↔ convolution on one input, with their matrices and the measured difference of the two ways.
 * The same request gives the same numbers.
 * @throws UserError "invalid-request": a length below 1, a kernel larger than the input, a matrix of more than 4,000,000 entries
 */
export function explain(request: ExplanationRequest): Explanation {
  const { input, kernel, filters, units, padding, seed } = planExplanation(request);
  const random = randomNumbers(seed);
  const volume = randomVolume(input, random);
  return {
    seed,
    input: volume,
    denseToConvolution: denseToConvolution(volume, units, kernel, random),
    convolutionToDense: convolutionToDense(volume, kernel, filters, padding, random),
  };
}
