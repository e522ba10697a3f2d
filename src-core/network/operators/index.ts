/** @file The table of operators: to support one more is to add an entry. */
import type { Rule } from "../graph/context.ts";
import { spaceToDepth } from "./space-to-depth.ts";
import { concat } from "./concat.ts";
import { gemm, matMul } from "./dense.ts";
import {
  batchNormalization,
  layerNormalization,
  localResponse,
  lpNormalization,
  softmax,
} from "./normalize.ts";
import { pad } from "./pad.ts";
import { gather, gatherNd, slice, split } from "./indexing.ts";
import {
  activation,
  arithmetic,
  cast,
  castLike,
  clip,
  dropout,
  identity,
  prelu,
} from "./pointwise.ts";
import { globalPowerPool, powerPool } from "./power-pools.ts";
import { dequantize, quantize } from "./quantize.ts";
import { globalPool, reduce } from "./reduce.ts";
import { flatten, reshape, shape, size, squeeze, transpose, unsqueeze } from "./reshape.ts";
import { expand, tile } from "./repeat.ts";
import { averagePool, maxPool } from "./pools.ts";
import { convolution } from "./convolution.ts";

const all = (names: string, rule: Rule): [string, Rule][] =>
  names.split(" ").map((name) => [name, rule]);

export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["Conv", convolution],
  ["MaxPool", maxPool],
  ["AveragePool", averagePool],
  ["GlobalAveragePool", globalPool("mean")],
  ["GlobalMaxPool", globalPool("max")],
  ["LpPool", powerPool],
  ["GlobalLpPool", globalPowerPool],
  ...all("ReduceMean ReduceMax ReduceMin ReduceSum ReduceL1 ReduceL2 ReduceSumSquare", reduce),
  ["BatchNormalization", batchNormalization],
  ["LRN", localResponse],
  ["LayerNormalization", layerNormalization],
  ["LpNormalization", lpNormalization],
  ...all("Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus", activation),
  ...all("Softsign ThresholdedRelu Gelu Mish Swish Erf Exp Log Sqrt Reciprocal", activation),
  ...all("Neg Abs Sign Floor Ceil Round Sin Cos Tan Atan Shrink", activation),
  ["Clip", clip],
  ["PRelu", prelu],
  ["Identity", identity],
  ["Dropout", dropout],
  ["Cast", cast],
  ["CastLike", castLike],
  ...all("Add Sub Mul Div Pow Min Max Sum Mean Where", arithmetic),
  ...all("Greater GreaterOrEqual Less LessOrEqual Equal And Or Xor Not", arithmetic),
  ["Concat", concat],
  ["Split", split],
  ["Slice", slice],
  ["Gather", gather],
  ["GatherND", gatherNd],
  ["Pad", pad],
  ["SpaceToDepth", spaceToDepth],
  ["Flatten", flatten],
  ["Reshape", reshape],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Transpose", transpose],
  ["Expand", expand],
  ["Tile", tile],
  ["Shape", shape],
  ["Size", size],
  ["Gemm", gemm],
  ["MatMul", matMul],
  ["Softmax", softmax],
  ["LogSoftmax", softmax],
  ["QuantizeLinear", quantize],
  ["DequantizeLinear", dequantize],
]);
