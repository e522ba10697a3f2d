/** @file Single operators on an image. */
import type { NodeProto, TensorProto } from "../../../src-core/network/onnx/model.ts";
import { makeModel, writeModel } from "../../../src-core/network/onnx/model.ts";
import { uint8ValueInfo, makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import type { AttributeValue } from "../../../src-core/network/onnx/node.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import {
  byteTensor,
  floatTensor,
  integerTensor,
  renamed,
} from "../../../src-core/network/onnx/tensor.ts";
import { randomNumbers } from "../../../src-core/random.ts";

interface Case {
  readonly name: string;
  readonly operator: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** Behind the image. */
  readonly constants?: readonly TensorProto[];
  readonly opset?: number;
  /** From x to y, before the operator. */
  readonly before?: NodeProto;
}

/** Of the image. */
export const [width, height] = [10, 8];
const floats = (shape: number[], ...values: number[]): TensorProto =>
  floatTensor("", shape, Float32Array.from(values));
export const integers = (...values: number[]): TensorProto =>
  integerTensor("", [values.length], values);
const perChannel = floats([3, 1, 1], 0.3, -0.5, 0.7);

/** One node on an image with values in −2…2. */
export function single(given: Omit<Case, "name">): Uint8Array {
  const { operator, attributes = {}, before, opset = 18 } = given;
  const constants = (given.constants ?? []).map((tensor, index) => renamed(tensor, `c${index}`));
  const initializer = [
    floatTensor("factor", [], Float32Array.of(4 / 255)),
    floatTensor("two", [], Float32Array.of(2)),
    integerTensor("grow", [8], [0, 0, 0, 0, 0, 1, 0, 0]),
    ...constants,
  ];
  const outputs = operator === "Split" ? ["left", "right"] : ["made"];
  const inputs = [before ? "y" : "x", ...constants.map(({ name }) => name)];
  const node: NodeProto[] = [
    makeNode("Transpose", "planes", ["pixels"], ["planes"], { perm: [0, 3, 1, 2] }),
    makeNode("Cast", "floats", ["planes"], ["floats"], { to: 1 }),
    makeNode("Mul", "scaled", ["floats", "factor"], ["scaled"]),
    makeNode("Sub", "x", ["scaled", "two"], ["x"]),
    ...(before ? [before] : []),
    makeNode(operator, "it", inputs, outputs, attributes),
    makeNode("Cast", "scores", [outputs.at(-1) ?? ""], ["scores"], { to: 1 }),
  ];
  const input = [uint8ValueInfo("pixels", ["batch", "height", "width", 3])];
  const output = [makeValueInfo("scores", ["n", "c", "h", "w"])];
  return writeModel(
    makeModel({ name: "one", input, output, node, initializer }, { irVersion: 8n, opset }),
  );
}

const plain = (names: string): Case[] =>
  names.split(" ").map((operator) => ({ name: operator, operator }));
const withChannels = (names: string): Case[] =>
  names.split(" ").map((operator) => ({ name: operator, operator, constants: [perChannel] }));
const pool = (name: string, operator: string, attributes: Case["attributes"]): Case => ({
  name,
  operator,
  attributes: { kernel_shape: [3, 2], ...attributes },
  opset: 19,
});
const kernel = (outputs: number, inputs: number): TensorProto => {
  const uniform = randomNumbers(outputs);
  const length = outputs * inputs * 6;
  const values = Array.from({ length }, () => uniform() - 0.5);
  return floats([outputs, inputs, 3, 2], ...values);
};
/** Four channels of three. */
const four = makeNode("Pad", "before", ["x", "grow"], ["y"]);
const scales = floats([3], 0.1, 0.2, 0.3);

export const cases: readonly Case[] = [
  ...plain("Relu LeakyRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Tanh Softplus Softsign"),
  ...plain("ThresholdedRelu Mish Erf Exp Neg Abs Sign Floor Ceil Round Sin Cos Atan Identity"),
  ...plain("Softmax LogSoftmax LpNormalization GlobalAveragePool GlobalMaxPool Dropout"),
  { name: "Tan", operator: "Tan" },
  { name: "Gelu", operator: "Gelu", opset: 20 },
  { name: "Gelu, tanh", operator: "Gelu", attributes: { approximate: "tanh" }, opset: 20 },
  { name: "Shrink", operator: "Shrink", attributes: { lambd: { float: 1 }, bias: { float: 0.2 } } },
  { name: "Softmax over channels", operator: "Softmax", attributes: { axis: 1 } },
  { name: "LogSoftmax over channels", operator: "LogSoftmax", attributes: { axis: 1 } },
  { name: "Softmax before 13", operator: "Softmax", attributes: { axis: 2 }, opset: 11 },
  ...withChannels("Add Sub Mul Div Max Min Sum Mean PRelu"),
  ...withChannels("Greater Less GreaterOrEqual LessOrEqual Equal"),
  { name: "Pow", operator: "Pow", constants: [floats([], 2)] },
  { name: "Clip", operator: "Clip", constants: [floats([], -1), floats([], 0.5)] },
  { name: "Cast", operator: "Cast", attributes: { to: 6 } },
  { name: "Cast to bool", operator: "Cast", attributes: { to: 9 } },
  { name: "CastLike", operator: "CastLike", constants: [integers(1)] },
  ...[
    {},
    { strides: [2, 3] },
    { strides: [2, 2] },
    { dilations: [2, 3] },
    { pads: [1, 0, 2, 1] },
  ].flatMap((attributes) => [
    { name: "Conv", operator: "Conv", attributes, constants: [kernel(4, 3)] },
    {
      name: "depthwise Conv",
      operator: "Conv",
      attributes: { ...attributes, group: 3 },
      constants: [kernel(6, 1), floats([6], 1, 2, 3, 4, 5, 6)],
    },
  ]),
  {
    name: "grouped Conv",
    operator: "Conv",
    attributes: { group: 2 },
    before: four,
    constants: [kernel(4, 2)],
  },
  {
    name: "Conv, strided and dilated",
    operator: "Conv",
    constants: [kernel(4, 3)],
    attributes: { dilations: [2, 2], strides: [2, 2], pads: [1, 2, 2, 1] },
  },
  ...[
    {},
    { pads: [1, 0, 2, 1], strides: [2, 2] },
    { ceil_mode: 1, strides: [2, 3], pads: [1, 1, 1, 1] },
    { dilations: [2, 3], pads: [1, 1, 0, 1] },
    { dilations: [2, 2], strides: [2, 1], ceil_mode: 1 },
    { auto_pad: "SAME_LOWER", strides: [2, 2] },
  ].flatMap((attributes) => [
    pool("MaxPool", "MaxPool", attributes),
    pool("AveragePool", "AveragePool", attributes),
    pool("AveragePool, pads counted", "AveragePool", { ...attributes, count_include_pad: 1 }),
  ]),
  ...["ReduceMean", "ReduceMax", "ReduceMin", "ReduceSum", "ReduceL1", "ReduceL2"].map(
    (operator) => ({ name: operator, operator, constants: [integers(1, -1)] }),
  ),
  { name: "ReduceSumSquare", operator: "ReduceSumSquare", constants: [integers(2)] },
  {
    name: "ReduceMean, axes dropped",
    operator: "ReduceMean",
    constants: [integers(2, 3)],
    attributes: { keepdims: 0 },
  },
  {
    name: "BatchNormalization",
    operator: "BatchNormalization",
    constants: [scales, floats([3], 1, 2, 3), floats([3], -1, 0, 1), floats([3], 1, 4, 9)],
  },
  {
    name: "InstanceNormalization",
    operator: "InstanceNormalization",
    constants: [scales, floats([3], 1, 2, 3)],
  },
  {
    name: "LayerNormalization",
    operator: "LayerNormalization",
    constants: [floats([width], ...Array.from({ length: width }, (_, index) => index))],
  },
  { name: "LRN", operator: "LRN", attributes: { size: 3, alpha: { float: 0.5 } } },
  { name: "LpNormalization, 1", operator: "LpNormalization", attributes: { p: 1, axis: 1 } },
  { name: "Pad", operator: "Pad", constants: [integers(0, 1, 2, 0, 0, 0, 1, 3), floats([], 7)] },
  { name: "Pad, cutting", operator: "Pad", constants: [integers(0, 0, -2, 1, 0, 0, 1, -3)] },
  ...["reflect", "edge", "wrap"].map((mode) => ({
    name: `Pad, ${mode}`,
    operator: "Pad",
    attributes: { mode },
    opset: 19,
    constants: [integers(0, 0, 2, 1, 0, 0, 1, 3)],
  })),
  {
    name: "Slice",
    operator: "Slice",
    constants: [integers(1, -7, 0), integers(3, -1, 99), integers(1, 2, 3), integers(1, 2, 3)],
  },
  {
    name: "Slice backwards",
    operator: "Slice",
    constants: [integers(-1, 6), integers(-99, 0), integers(1, 3), integers(-1, -2)],
  },
  { name: "Split", operator: "Split", attributes: { axis: 2 }, constants: [integers(5, 3)] },
  { name: "Gather", operator: "Gather", attributes: { axis: 1 }, constants: [integers(2, -3)] },
  { name: "GatherND", operator: "GatherND", constants: [integerTensor("", [1, 1], [0])] },
  { name: "Expand", operator: "Expand", constants: [integers(2, 1, 1, 1)] },
  { name: "Tile", operator: "Tile", constants: [integers(1, 2, 1, 3)] },
  { name: "Transpose", operator: "Transpose", attributes: { perm: [0, 2, 1, 3] } },
  { name: "Reshape", operator: "Reshape", constants: [integers(0, -1, 6, 2)] },
  { name: "Flatten", operator: "Flatten", attributes: { axis: 2 } },
  { name: "Squeeze", operator: "Squeeze", constants: [integers(0)] },
  {
    name: "MatMul",
    operator: "MatMul",
    constants: [floats([width, 2], ...Array.from({ length: 2 * width }, (_, index) => index / 20))],
  },
  { name: "SpaceToDepth", operator: "SpaceToDepth", attributes: { blocksize: 2 } },
  ...["DCR", "CRD"].map((mode) => ({
    name: "DepthToSpace",
    operator: "DepthToSpace",
    attributes: { blocksize: 2, mode },
    before: makeNode("SpaceToDepth", "before", ["x"], ["y"], { blocksize: 2 }),
  })),
  {
    name: "QuantizeLinear",
    operator: "QuantizeLinear",
    constants: [scales, byteTensor("", [3], Int8Array.of(-5, 0, 5))],
  },
  {
    name: "QuantizeLinear without zero point",
    operator: "QuantizeLinear",
    constants: [floats([], 0.25)],
  },
];
