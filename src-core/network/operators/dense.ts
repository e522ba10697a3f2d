/** @file The heart of the surgery: a dense layer is a convolution as large as its input. */
import type { Context, Operand, Quantized, Rule } from "../context.ts";
import { plainSlide, slideOver } from "../geometry.ts";
import type { Axis } from "../layout.ts";
import { arranged, elementOrder, has, lengthOf } from "../layout.ts";
import { floatAttribute, intAttribute } from "../onnx.ts";
import type { TensorProto } from "../onnx.ts";
import { dimensions, floatsOf, numbersOf, reshapedTensor, sizeOf, tensorOf } from "../tensor.ts";
import type { Value } from "../value.ts";
import { describe } from "../value.ts";

/** Weights as they are stored: the number of (unit, input) is element `unit · unitStep + input · inputStep`, times `factor`. */
interface Weights {
  /** Floats, or the integers that they were dequantised from. */
  readonly tensor: TensorProto;
  readonly units: number;
  readonly inputs: number;
  readonly unitStep: number;
  readonly inputStep: number;
  readonly factor: number;
  /** Where `tensor` holds integers: what makes them numbers. */
  readonly quantized?: Quantized | undefined;
}

/**
 * Kernels `units × channels × height × width` of the convolution that equals the dense layer: input k of the layer is
 * the element `order[k]` of the window. In CHW order the rows of the matrix are the kernels already.
 */
function kernelsOf(
  { tensor, units, inputs, unitStep, inputStep, factor, quantized }: Weights,
  order: Int32Array,
  name: string,
  shape: readonly number[],
): TensorProto {
  const straight = order.every((place, index) => place === index);
  if (straight && inputStep === 1 && unitStep === inputs && factor === 1)
    return reshapedTensor(tensor, name, shape);
  const data = quantized ? numbersOf(tensor) : floatsOf(tensor);
  const result = new Float32Array(units * inputs);
  for (let unit = 0; unit < units; unit++)
    for (let input = 0; input < inputs; input++)
      result[unit * inputs + (order[input] ?? 0)] =
        factor * (data[unit * unitStep + input * inputStep] ?? NaN);
  return tensorOf(tensor.dataType, name, shape, result);
}

/** @throws UnsupportedOperator when the axis is not one that a dense layer may sum over */
function checkAxes(context: Context, { layout, channels }: Value, last: Axis): void {
  const others = layout.slice(0, -1);
  const split = others.some((axis) => has(axis, "C")) || !allChannels(last, channels);
  if (split)
    context.refuse(
      "it sums over rows or columns but keeps the channels apart (or takes them in groups), which no convolution of all channels does",
    );
  if (layout.length < 2 || has(last, "N"))
    context.refuse(`its input is ${describe(context.value(0))}: it sums over the batch`);
}

const allChannels = (axis: Axis, channels: number): boolean =>
  lengthOf(axis.filter(({ letter }) => letter === "C")) === channels;

/**
 * Writes the convolution that equals the dense layer over the last axis of its input.
 * @param bias one value per unit, or the constant that holds them
 */
function toConvolution(
  context: Context,
  input: Operand,
  weights: Weights,
  bias?: ArrayLike<number> | TensorProto,
): void {
  context.needFloat(input);
  const { value, name } = input;
  const last = value.layout.at(-1) ?? [];
  checkAxes(context, value, last);
  const { units } = weights;
  const height = has(last, "H") ? value.height : 1;
  const width = has(last, "W") ? value.width : 1;
  const { dense } = context.state;
  const shape = [units, value.channels, height, width];
  const order = elementOrder(last, { ...value, height, width });
  const inputs = [
    name,
    addKernel(context, weights, order, shape),
    ...(bias ? [addBias(context, units, bias, value.type)] : []),
  ];
  const dilation = dense
    ? ([value.vertical.spread, value.horizontal.spread] as const)
    : ([1, 1] as const);
  const spreads = dense && height * width > 1 ? { dilations: dilation } : {};
  context.emit("Conv", inputs, { kernel_shape: [height, width], ...spreads });
  const reduced = {
    ...value,
    channels: units,
    height: has(last, "H") ? 1 : value.height,
    width: has(last, "W") ? 1 : value.width,
    vertical: slideOver(value.vertical, plainSlide(height), dense),
    horizontal: slideOver(value.horizontal, plainSlide(width), dense),
  };
  const [channels = []] = arranged("C", reduced);
  const output: Value = { ...reduced, layout: [...value.layout.slice(0, -1), channels] };
  context.result(output);
  context.layer({
    ...{ operator: "Conv", was: context.node.opType, kernel: [height, width], stride: [1, 1] },
    ...{ dilation, pads: [0, 0, 0, 0], ceil: false, output },
    parameters: sizeOf(shape) + (bias ? units : 0),
    flopsPerCell: 2 * sizeOf(shape),
  });
}

const addBias = (
  context: Context,
  units: number,
  bias: ArrayLike<number> | TensorProto,
  type: number,
): string => ("length" in bias ? context.add("bias", [units], bias, type) : context.keep(bias));

/** Weights that were dequantised stay the integers that they were, so that the runtime can compute with these. */
function addKernel(
  context: Context,
  weights: Weights,
  order: Int32Array,
  shape: readonly number[],
): string {
  const { quantized } = weights;
  const name = context.fresh(quantized ? "integers" : "kernel");
  const kernel = context.keep(kernelsOf(weights, order, name, shape));
  if (!quantized) return kernel;
  const { scale, zero } = quantized;
  const parts = [kernel, context.keep(scale), ...(zero ? [context.keep(zero)] : [])];
  return context.step("DequantizeLinear", "kernel", parts, { axis: 0 });
}

function weightsOf(
  context: Context,
  index: number,
  transposed: boolean,
  factor: number,
  input: Value,
): Weights {
  const tensor = context.needConstant(index, "weights");
  const [rows = 0, columns = 0, ...more] = dimensions(tensor);
  const reads = transposed ? columns : rows;
  const length = lengthOf(input.layout.at(-1) ?? []);
  if (more.length > 0 || dimensions(tensor).length < 2 || reads !== length)
    context.refuse(
      `its weights are ${dimensions(tensor).join("×")} and read ${reads} values, its input has ${length}`,
    );
  const units = transposed ? rows : columns;
  const [unitStep, inputStep] = transposed ? [columns, 1] : [1, columns];
  const quantized = integersBehind(context, tensor, transposed ? 0 : 1, factor);
  return {
    ...{ tensor: quantized?.integers ?? tensor, units, inputs: length },
    ...{ unitStep, inputStep, factor, quantized },
  };
}

/** The integers of dequantised weights, where they have one scale, or one for each unit. */
function integersBehind(
  context: Context,
  tensor: TensorProto,
  unitAxis: number,
  factor: number,
): Quantized | undefined {
  const quantized = context.quantized(tensor);
  if (!quantized || factor !== 1) return undefined;
  const { scale, integers } = quantized;
  const axis = quantized.axis < 0 ? quantized.axis + 2 : quantized.axis;
  const single = sizeOf(dimensions(scale)) === 1;
  return dimensions(integers).length === 2 && (single || axis === unitAxis) ? quantized : undefined;
}

export const gemm: Rule = (context) => {
  const { node } = context;
  const given = context.need(0);
  const turned = intAttribute(node, "transA", 0) === 1;
  const { layout } = given.value;
  if (layout.length !== 2) context.refuse(`its input has ${layout.length} axes, 2 are needed`);
  const input = turned
    ? { ...given, value: { ...given.value, layout: layout.toReversed() } }
    : given;
  const transposed = intAttribute(node, "transB", 0) === 1;
  const weights = weightsOf(context, 1, transposed, floatAttribute(node, "alpha", 1), input.value);
  if (!context.given(2)) {
    toConvolution(context, input, weights);
    return;
  }
  const tensor = context.needConstant(2, "bias");
  const bias = floatsOf(tensor);
  const { units } = weights;
  const along = dimensions(tensor).at(-1) ?? 1;
  if (bias.length !== along || (along !== units && along !== 1))
    context.refuse(`its bias has shape ${dimensions(tensor).join("×")} for ${units} units`);
  const beta = floatAttribute(node, "beta", 1);
  if (beta === 1 && dimensions(tensor).length === 1 && context.quantized(tensor)) {
    toConvolution(context, input, weights, tensor);
    return;
  }
  const biases = Float32Array.from(
    { length: units },
    (_, unit) => beta * (bias[along === 1 ? 0 : unit] ?? NaN),
  );
  toConvolution(context, input, weights, biases);
};

export const matMul: Rule = (context) => {
  if (!context.constant(0) && !context.constant(1))
    context.refuse(
      "it multiplies two tensors that are both computed from the image, as attention does: every position then depends on every other, on a whole image on all of the image instead of on its window",
    );
  if (context.constant(0))
    context.refuse(
      "its first operand is the constant one, so that it sums over the batch or over positions",
    );
  const input = context.need(0);
  toConvolution(context, input, weightsOf(context, 1, false, 1, input.value));
};
