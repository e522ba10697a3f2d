/** @file One small network as converters write it that keep to no order, to functions, or to double precision. */
import { create } from "@bufbuild/protobuf";
import type {
  FunctionProto,
  ModelProto,
  NodeProto,
  TensorProto,
} from "../../../src-core/network/onnx/model.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../src-core/network/onnx/value-info.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  FunctionProtoSchema,
} from "../../../src-core/network/schema/onnx_pb.ts";
import { floatTensor, elementCount, tensorOf } from "../../../src-core/network/onnx/tensor.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { seeded } from "../random.ts";

/** An attribute of a function's node that the call gives. */
export const given = (name: string, from: string, type: keyof typeof AttributeType) =>
  create(AttributeProtoSchema, { name, refAttrName: from, type: AttributeType[type] });

interface Written {
  readonly name: string;
  readonly domain?: string;
  readonly input: string[];
  readonly output: string[];
  readonly node: NodeProto[];
  readonly attribute?: string[];
  readonly defaults?: FunctionProto["attributeProto"];
  readonly opset?: number;
}

export const makeFunction = (written: Written): FunctionProto =>
  create(FunctionProtoSchema, {
    name: written.name,
    domain: written.domain ?? "own",
    input: written.input,
    output: written.output,
    node: written.node,
    attribute: written.attribute ?? [],
    attributeProto: written.defaults ?? [],
    opsetImport: [
      { domain: "", version: BigInt(written.opset ?? 17) },
      { domain: "own", version: 1n },
    ],
  });

export const call = (
  name: string,
  input: string[],
  output: string[],
  attributes: Parameters<typeof makeNode>[4] = {},
): NodeProto =>
  Object.assign(makeNode(name, output[0] ?? "", input, output, attributes), { domain: "own" });

/** Random numbers in −0.5…0.5. */
export const weights = (
  name: string,
  dims: number[],
  type: number = elementTypes.float32,
): TensorProto => {
  const uniform = seeded(name.length + elementCount(dims));
  const values = Float32Array.from({ length: elementCount(dims) }, () => uniform() - 0.5);
  return type === elementTypes.float32
    ? floatTensor(name, dims, values)
    : tensorOf(type, name, dims, values);
};

/** Three scores of an 8×8 grey window. */
export const written = (
  node: NodeProto[],
  initializer: TensorProto[],
  {
    functions = [],
    type = elementTypes.float32,
    opset = 17,
    shape = ["batch", 1, 8, 8],
  }: {
    readonly functions?: FunctionProto[];
    readonly type?: number;
    readonly opset?: number;
    readonly shape?: (number | string)[];
  } = {},
): ModelProto => {
  const model = makeModel(
    {
      name: "written",
      node,
      initializer,
      input: [makeValueInfo("image", shape, type)],
      output: [makeValueInfo("scores", ["batch", 3], type)],
    },
    { irVersion: 9n, opset },
  );
  const own = functions.length > 0 ? [{ ...model.opsetImport[0], domain: "own", version: 1n }] : [];
  return Object.assign(model, {
    functions,
    opsetImport: [...model.opsetImport, ...own],
  });
};

const { float64 } = elementTypes;

const block = makeFunction({
  name: "Block",
  input: ["x", "w", "b"],
  output: ["y"],
  attribute: ["strides"],
  node: [
    // Its bias is left out by one of its calls, its strides by the other.
    Object.assign(makeNode("Conv", "conv", ["x", "w", "b"], ["c"]), {
      attribute: [given("strides", "strides", "INTS")],
    }),
    makeNode("LeakyRelu", "act", ["c"], ["y"], { alpha: { float: 0.1 } }),
  ],
});

const head = makeFunction({
  name: "Head",
  input: ["x", "w"],
  output: ["y"],
  attribute: ["axis", "alpha"],
  defaults: makeNode("", "", [], [], { alpha: { float: 0.5 } }).attribute,
  node: [
    Object.assign(makeNode("Flatten", "flat", ["x"], ["f"]), {
      attribute: [given("axis", "axis", "INT")],
    }),
    Object.assign(makeNode("Gemm", "dense", ["f", "w"], ["y"]), {
      attribute: [given("alpha", "alpha", "FLOAT")],
    }),
  ],
});

const whole = makeFunction({
  name: "Whole",
  input: ["x", "k1", "b1", "k2", "w"],
  output: ["scores"],
  opset: 13,
  node: [
    call("Block", ["x", "k1", "b1"], ["c"]),
    call("Block", ["c", "k2"], ["x2"], { strides: [2, 2] }),
    call("Head", ["x2", "w"], ["scores"], { axis: 1 }),
  ],
});

const layers = (): TensorProto[] => [
  weights("kernel", [4, 1, 3, 3]),
  weights("bias", [4]),
  weights("second", [5, 4, 2, 2]),
  weights("dense", [45, 3]),
];

/** Name → the network: what is written, each in a way of its own, is a classifier of 8×8 windows with three classes. */
export const writtenOtherwise: readonly (readonly [name: string, build: () => ModelProto])[] = [
  [
    "functions in functions, with attributes, defaults, and an optional input left out",
    () =>
      written(
        [call("Whole", ["image", "kernel", "bias", "second", "dense"], ["scores"])],
        layers(),
        {
          functions: [block, head, whole],
        },
      ),
  ],
  [
    "nodes written backwards",
    () =>
      written(
        [
          makeNode("MatMul", "dense", ["flat", "dense"], ["scores"]),
          makeNode("Flatten", "flat", ["two"], ["flat"]),
          makeNode("Conv", "two", ["relu", "second"], ["two"], { strides: [2, 2] }),
          makeNode("Relu", "relu", ["one"], ["relu"]),
          makeNode("Conv", "one", ["image", "kernel", "bias"], ["one"]),
        ],
        layers(),
      ),
  ],
  [
    "double precision from the input on",
    () =>
      written(
        [
          makeNode("Flatten", "flat", ["image"], ["flat"]),
          makeNode("MatMul", "first", ["flat", "hidden"], ["one"]),
          makeNode("Relu", "relu", ["one"], ["relu"]),
          makeNode("Gemm", "second", ["relu", "out", "outBias"], ["scores"]),
        ],
        [
          weights("hidden", [64, 10], float64),
          weights("out", [10, 3], float64),
          weights("outBias", [3], float64),
        ],
        { type: float64 },
      ),
  ],
  [
    "double precision behind a convolution in single",
    () =>
      written(
        [
          makeNode("Cast", "single", ["image"], ["pixels"], { to: elementTypes.float32 }),
          makeNode("Conv", "one", ["pixels", "kernel", "bias"], ["one"], { strides: [2, 2] }),
          makeNode("Flatten", "flat", ["one"], ["flat"]),
          makeNode("Cast", "double", ["flat"], ["wide"], { to: float64 }),
          makeNode("Constant", "rows", [], ["rows"], {
            value: { tensor: weights("", [36, 3], float64) },
          }),
          makeNode("MatMul", "dense", ["wide", "rows"], ["scores"]),
        ],
        layers(),
        { type: float64 },
      ),
  ],
  [
    "lengths of −1 for any",
    () =>
      written(
        [
          makeNode("Conv", "one", ["image", "kernel", "bias"], ["one"], { strides: [2, 2] }),
          makeNode("Flatten", "flat", ["one"], ["flat"]),
          makeNode("MatMul", "dense", ["flat", "rows"], ["scores"]),
        ],
        [...layers(), weights("rows", [36, 3])],
        { shape: [-1, -1, -1, -1] },
      ),
  ],
];
