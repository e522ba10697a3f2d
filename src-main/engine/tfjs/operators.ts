/** @file The table of operators: what TensorFlow.js does for each of ONNX. To support one more is to add an entry. */
import { activations } from "./activations.ts";
import { arrangements } from "./reshape.ts";
import { blocks } from "./space-to-depth.ts";
import { convolution } from "./convolution.ts";
import { products } from "./dense.ts";
import { elementwise } from "./elementwise.ts";
import { batchNormalization, normalizations } from "./normalize.ts";
import type { Builder } from "./operator.ts";
import { withoutPreparation } from "./operator.ts";
import { pad } from "./pad.ts";
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
  ...arrangements,
  ...indexing,
  ...blocks,
  ...quantizations,
  ["Pad", pad] as const,
];

export const builders: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ...operators.map(([name, operator]) => [name, withoutPreparation(operator)] as const),
  ["Conv", convolution],
  ["BatchNormalization", batchNormalization],
]);
