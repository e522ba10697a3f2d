/** @file The heart of the surgery: a dense layer is a convolution as large as its input. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Operand, Value } from "../graph/value.ts";
import { describe } from "../graph/value.ts";
import { plainSlide, slideOver } from "../geometry/axis.ts";
import type { Axis, Layout } from "../geometry/layout.ts";
import { arranged, elementOrder, has, lengthOf, ofOneWindow } from "../geometry/layout.ts";
import { floatAttribute, intAttribute } from "../onnx/node.ts";
import type { TensorProto } from "../onnx/model.ts";
import { dimensions, elementCount } from "../onnx/tensor.ts";
import { floatsOf } from "../onnx/tensor-values.ts";
import type { DenseWeights, WeightsForm } from "./dense-weights.ts";
import { kernelsOf, weightsAt } from "./dense-weights.ts";
import type { RuleTable } from "./rule-table.ts";

/** What a dense layer sums over: one axis of its input. */
interface Summed {
  readonly input: Operand;
  /** Of the layout. */
  readonly axis: number;
}

const factorsOf = ({ input, axis }: Summed): Axis => ofOneWindow(input.value.layout[axis] ?? []);

/** @throws UnsupportedOperator when the axis is not one that a dense layer may sum over */
function checkAxes(context: Context, summed: Summed): void {
  const { layout, channels } = summed.input.value;
  const factors = factorsOf(summed);
  if (has(factors, "N"))
    context.refuse(
      said("operators.input-sums-over-batch", { value: describe(summed.input.value) }),
    );
  const split = layout.some((axis, index) => index !== summed.axis && has(axis, "C"));
  if (split || !allChannels(factors, channels))
    context.refuse(said("operators.sums-over-rows-columns"));
}

const allChannels = (axis: Axis, channels: number): boolean =>
  lengthOf(axis.filter(({ letter }) => letter === "C")) === channels;

/** The axis with one length for each unit; none where there is one unit without an axis; what the weights put before it. */
function resultLayout({ input, axis }: Summed, weights: DenseWeights, units: Axis): Layout {
  const { layout } = input.value;
  const result = layout.flatMap((own, index) => {
    if (index !== axis) return [own];
    return weights.single ? [] : [units];
  });
  const rank = Math.max(layout.length, 2);
  const more = Math.max(weights.leading + 2 - rank, 0);
  return [...Array.from({ length: more }, (): Axis => []), ...result];
}

/**
 * Writes the convolution that equals the dense layer over one axis of its input.
 * @param bias one value per unit, or the constant that holds them
 */
function toConvolution(
  context: Context,
  summed: Summed,
  form: WeightsForm,
  biasOf: (units: number) => ArrayLike<number> | TensorProto | undefined = () => undefined,
): void {
  const { name, value } = summed.input;
  context.needFloat(summed.input);
  checkAxes(context, summed);
  const factors = factorsOf(summed);
  const weights = weightsAt(context, form, lengthOf(factors));
  const { units } = weights;
  const bias = biasOf(units);
  const height = has(factors, "H") ? value.height : 1;
  const width = has(factors, "W") ? value.width : 1;
  const { aTrous } = context.state;
  const shape = [units, value.channels, height, width];
  const order = elementOrder(factors, { ...value, height, width });
  const inputs = [
    name,
    addKernel(context, weights, order, shape),
    ...(bias ? [addBias(context, units, bias, value.type)] : []),
  ];
  const dilation = aTrous
    ? ([value.vertical.dilation, value.horizontal.dilation] as const)
    : ([1, 1] as const);
  const spreads = aTrous && height * width > 1 ? { dilations: dilation } : {};
  context.emit("Conv", inputs, { kernel_shape: [height, width], ...spreads });
  const reduced = {
    ...value,
    channels: units,
    height: has(factors, "H") ? 1 : value.height,
    width: has(factors, "W") ? 1 : value.width,
    vertical: slideOver(value.vertical, plainSlide(height), aTrous),
    horizontal: slideOver(value.horizontal, plainSlide(width), aTrous),
  };
  const [channels = []] = arranged("C", reduced);
  const output: Value = { ...reduced, layout: resultLayout(summed, weights, channels) };
  context.result(output);
  context.layer({
    operator: "Conv",
    was: context.node.opType,
    kernel: [height, width],
    stride: [1, 1],
    dilation,
    pads: [0, 0, 0, 0],
    ceil: false,
    output,
    parameters: elementCount(shape) + (bias ? units : 0),
    flopsPerCell: 2 * elementCount(shape),
  });
}

const addBias = (
  context: Context,
  units: number,
  bias: ArrayLike<number> | TensorProto,
  type: number,
): string =>
  "length" in bias ? context.addConstant("bias", [units], bias, type) : context.keepConstant(bias);

/** Weights that were dequantised stay the integers that they were, so that the runtime can compute with these. */
function addKernel(
  context: Context,
  weights: DenseWeights,
  order: Int32Array,
  shape: readonly number[],
): string {
  const { quantized } = weights;
  const name = context.freshName(quantized ? "integers" : "kernel");
  const kernel = context.keepConstant(kernelsOf(weights, order, name, shape));
  if (!quantized) return kernel;
  const { scale, zero } = quantized;
  const parts = [
    kernel,
    context.keepConstant(scale),
    ...(zero ? [context.keepConstant(zero)] : []),
  ];
  return context.step("DequantizeLinear", "kernel", parts, { axis: 0 });
}

/** The weights are the second matrix, or the first one (W·x), whose result has its units as rows. */
const gemm: Rule = (context) => {
  const { node } = context;
  const left = context.constant(0) !== undefined;
  const index = left ? 1 : 0;
  const given = context.need(index);
  const turns = (name: string): boolean => intAttribute(node, name, 0) === 1;
  const [turned, transposed] = left
    ? [turns("transB"), !turns("transA")]
    : [turns("transA"), turns("transB")];
  const { layout } = given.value;
  if (layout.length !== 2)
    context.refuse(said("operators.input-axes-needed", { layout: layout.length }));
  const input = turned
    ? { ...given, value: { ...given.value, layout: layout.toReversed() } }
    : given;
  const form = {
    index: left ? 0 : 1,
    unitsFirst: transposed,
    factor: floatAttribute(node, "alpha", 1),
  };
  toConvolution(context, { input, axis: left ? 0 : 1 }, form, (units) =>
    context.hasInput(2) ? gemmBias(context, units, left) : undefined,
  );
};

/** One number for each unit, along the axis that has the units. */
function gemmBias(context: Context, units: number, left: boolean): ArrayLike<number> | TensorProto {
  const tensor = context.needConstant(2, "bias");
  const shape = dimensions(tensor);
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const [along, across] = left ? [rows, columns] : [columns, rows];
  if (across !== 1 || (along !== units && along !== 1) || shape.length > 2)
    context.refuse(said("operators.bias-shape-units", { shape: shape.join("×"), units }));
  const beta = floatAttribute(context.node, "beta", 1);
  if (beta === 1 && shape.length === 1 && !left && context.quantized(tensor)) return tensor;
  const bias = floatsOf(tensor);
  return Float32Array.from(
    { length: units },
    (_, unit) => beta * (bias[along === 1 ? 0 : unit] ?? NaN),
  );
}

const matMul: Rule = (context) => {
  const left = context.constant(0) !== undefined;
  if (!left && !context.constant(1)) context.refuse(said("operators.multiplies-two-tensors-both"));
  const input = context.need(left ? 1 : 0);
  const rank = input.value.layout.length;
  // A vector has one axis, on whichever side it stands.
  const axis = left ? Math.max(rank - 2, 0) : rank - 1;
  toConvolution(context, { input, axis }, { index: left ? 0 : 1, unitsFirst: left });
};

export const products: RuleTable = [
  ["Gemm", gemm],
  ["MatMul", matMul],
];
