/** @file The heart of the surgery: a dense layer is a convolution as large as its input. */
import type { Context, Rule } from "../context.ts";
import { plainSlide, slideOver } from "../geometry.ts";
import { floatAttribute, intAttribute } from "../onnx.ts";
import { dimensions, floatsOf } from "../tensor.ts";
import type { Value } from "../value.ts";

/** `rows × columns` → `columns × rows`, times `factor`. */
function transpose(
  values: Float32Array,
  rows: number,
  columns: number,
  factor: number,
): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = factor * (values[row * columns + column] ?? 0);
  return result;
}

/**
 * Writes the convolution that equals the dense layer with weights `units × channels·height·width`:
 * in CHW order a row of the matrix already is a kernel of channels × height × width.
 */
function toConvolution(context: Context, weights: Float32Array, bias?: Float32Array): void {
  const input = context.need(0, "flattened", "vector");
  const { channels, height, width } = input;
  const length = channels * height * width;
  const units = weights.length / length;
  const inputs = [
    context.name(0),
    context.add("kernel", [units, channels, height, width], weights),
    ...(bias ? [context.add("bias", [units], bias)] : []),
  ];
  context.emit("Conv", inputs, { kernel_shape: [height, width] });
  const output: Value = {
    form: "vector",
    channels: units,
    height: 1,
    width: 1,
    vertical: slideOver(input.vertical, plainSlide(height)),
    horizontal: slideOver(input.horizontal, plainSlide(width)),
  };
  context.result(output);
  context.layer({
    operator: "Conv",
    was: context.node.opType,
    kernel: [height, width],
    stride: [1, 1],
    padded: false,
    ceil: false,
    parameters: weights.length + (bias?.length ?? 0),
    flopsPerCell: 2 * weights.length,
    output,
  });
}

/** Reads the weights as `units × inputs`. */
function matrix(context: Context, transposed: boolean, factor: number): Float32Array {
  const input = context.need(0, "flattened", "vector");
  const length = input.channels * input.height * input.width;
  const tensor = context.needConstant(1, "weights");
  const [rows = 0, columns = 0, ...more] = dimensions(tensor);
  const reads = transposed ? columns : rows;
  if (more.length > 0 || reads !== length)
    context.refuse(`its weights read ${reads} values, its input has ${length}`);
  const values = floatsOf(tensor);
  if (!transposed) return transpose(values, rows, columns, factor);
  return factor === 1 ? values : values.map((value) => value * factor);
}

export const gemm: Rule = (context) => {
  const { node } = context;
  if (intAttribute(node, "transA", 0) === 1) context.refuse("transA mixes the batch");
  const transposed = intAttribute(node, "transB", 0) === 1;
  const weights = matrix(context, transposed, floatAttribute(node, "alpha", 1));
  const beta = floatAttribute(node, "beta", 1);
  if (!node.input[2]) {
    toConvolution(context, weights);
    return;
  }
  const given = floatsOf(context.needConstant(2, "bias"));
  const input = context.need(0, "flattened", "vector");
  const units = weights.length / (input.channels * input.height * input.width);
  if (given.length !== units && given.length !== 1)
    context.refuse(`its bias has ${given.length} values for ${units} units`);
  const bias = Float32Array.from({ length: units }, (_, unit) => {
    return beta * (given[given.length === 1 ? 0 : unit] ?? 0);
  });
  toConvolution(context, weights, bias);
};

export const matMul: Rule = (context) => {
  toConvolution(context, matrix(context, false, 1));
};
