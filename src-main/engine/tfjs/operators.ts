/** @file The table of operators: what TensorFlow.js does for each of ONNX. One more stands in the table of its file; a file that is new stands here. */
import { activations } from "./activations.ts";
import { rearrangements } from "./reshape.ts";
import { blocks } from "./space-to-depth.ts";
import { convolutions } from "./convolution.ts";
import { products } from "./dense.ts";
import { elementwise } from "./elementwise.ts";
import { batchNormalizations, normalizations } from "./normalization.ts";
import type { OperatorBuilder } from "./operator.ts";
import { withoutPreparation } from "./operator.ts";
import { paddings } from "./pad.ts";
import { indexing } from "./indexing.ts";
import { pools } from "./pools.ts";
import { quantizations } from "./quantize.ts";
import { reductions } from "./reduce.ts";
import { softmaxes } from "./softmax.ts";

const operators = [
  ...activations,
  ...elementwise,
  ...pools,
  ...reductions,
  ...normalizations,
  ...softmaxes,
  ...products,
  ...rearrangements,
  ...indexing,
  ...blocks,
  ...quantizations,
  ...paddings,
];

export const builders: ReadonlyMap<string, OperatorBuilder> = new Map<string, OperatorBuilder>([
  ...operators.map(([name, operator]) => [name, withoutPreparation(operator)] as const),
  ...convolutions,
  ...batchNormalizations,
]);

/** All others give one result each. */
export const withSeveralResults: ReadonlySet<string> = new Set(["Split"]);
