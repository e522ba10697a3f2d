/** @file The table of operators on constants: shapes as tracing exporters write them, and prepared weights. */
import { said } from "../../messages/said.ts";
import { partOfShape } from "../onnx/node.ts";
import {
  cast,
  casted,
  clip,
  compare,
  dequantize,
  divide,
  elementwise,
  modulo,
  reduction,
  root,
  unary,
  variadic,
  where,
} from "./numeric.ts";
import { elementCount } from "../onnx/tensor.ts";
import type { Fold } from "./rule.ts";
import { first, missing } from "./rule.ts";
import {
  concat,
  expand,
  constantOfShape,
  gather,
  integers,
  range,
  reshape,
  slice,
  squeeze,
  transposed,
  unsqueeze,
} from "./shapes.ts";

const same: Fold = (_, input) => first(input);

const dropout: Fold = (context, input) => {
  if ((input[2]?.values[0] ?? 0) !== 0)
    context.refuse(said("operators.draws-random-numbers-export"));
  return first(input);
};

/** Halves go to the even neighbour. */
function rounded(value: number): number {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}

/** Operator → how its result is computed. */
export const folds: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ["Identity", same],
  ["Dropout", dropout],
  ["Cast", cast],
  ["Shape", ({ node }, input) => integers(partOfShape(node, first(input).shape))],
  ["Size", (_, input) => ({ ...integers([elementCount(first(input).shape)]), shape: [] })],
  ["Reshape", reshape],
  ["Squeeze", squeeze],
  ["Unsqueeze", unsqueeze],
  ["Transpose", transposed],
  ["Gather", gather],
  ["Slice", slice],
  ["Concat", concat],
  ["ConstantOfShape", constantOfShape],
  ["Expand", expand],
  ["Range", range],
  ["DequantizeLinear", dequantize],
  ["CastLike", (_, [data = missing, like = missing]) => casted(data, like.type)],
  ["Add", elementwise((a, b) => a + b)],
  ["Sub", elementwise((a, b) => a - b)],
  ["Mul", elementwise((a, b) => a * b)],
  ["Div", divide],
  ["Mod", modulo],
  ["Pow", elementwise((a, b) => a ** b)],
  ["Min", variadic(Math.min)],
  ["Max", variadic(Math.max)],
  ["Sum", variadic((a, b) => a + b)],
  ["Neg", unary((value) => -value)],
  ["Floor", unary(Math.floor)],
  ["Ceil", unary(Math.ceil)],
  ["Sqrt", unary(Math.sqrt)],
  ["Exp", unary(Math.exp)],
  ["Log", unary(Math.log)],
  ["Reciprocal", unary((value) => 1 / value)],
  ["Abs", unary(Math.abs)],
  ["Sign", unary(Math.sign)],
  ["Round", unary(rounded)],
  ["Sin", unary(Math.sin)],
  ["Cos", unary(Math.cos)],
  ["Tan", unary(Math.tan)],
  ["Atan", unary(Math.atan)],
  ["Tanh", unary(Math.tanh)],
  ["Relu", unary((value) => Math.max(value, 0))],
  ["Sigmoid", unary((value) => 1 / (1 + Math.exp(-value)))],
  ["Softsign", unary((value) => value / (1 + Math.abs(value)))],
  ["Not", unary((value) => (value === 0 ? 1 : 0))],
  ["Clip", clip],
  ["Where", where],
  ["Equal", compare((a, b) => a === b)],
  ["Greater", compare((a, b) => a > b)],
  ["GreaterOrEqual", compare((a, b) => a >= b)],
  ["Less", compare((a, b) => a < b)],
  ["LessOrEqual", compare((a, b) => a <= b)],
  ["And", compare((a, b) => a !== 0 && b !== 0)],
  ["Or", compare((a, b) => a !== 0 || b !== 0)],
  ["Xor", compare((a, b) => (a !== 0) !== (b !== 0))],
  ["ReduceProd", reduction(1, (product, value) => product * value)],
  ["ReduceSum", reduction(0, (sum, value) => sum + value)],
  ["ReduceMean", reduction(0, (sum, value) => sum + value, true)],
  ["ReduceL1", reduction(0, (sum, value) => sum + Math.abs(value))],
  ["ReduceL2", root(reduction(0, (sum, value) => sum + value * value))],
  ["ReduceSumSquare", reduction(0, (sum, value) => sum + value * value)],
  ["ReduceMax", reduction(-Infinity, Math.max)],
  ["ReduceMin", reduction(Infinity, Math.min)],
]);
