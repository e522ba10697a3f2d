/** @file ONNX models as bytes, and the few helpers that make their protobuf pleasant to use. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { InvalidModel } from "./errors.ts";
import { floatTensor, integerTensor } from "./tensor.ts";
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  ValueInfoProtoSchema,
} from "../schema/onnx_pb.ts";
import type {
  AttributeProto,
  ModelProto,
  NodeProto,
  TensorProto,
  TensorShapeProto_Dimension,
  ValueInfoProto,
} from "../schema/onnx_pb.ts";

export type {
  AttributeProto,
  FunctionProto,
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from "../schema/onnx_pb.ts";

/** @throws InvalidModel when the bytes are not a ModelProto with a graph */
export function readModel(bytes: Uint8Array): ModelProto {
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new InvalidModel(`not an ONNX model (${bytes.length} bytes): ${String(cause)}`);
  }
  if (!model.graph || model.graph.node.length === 0)
    throw new InvalidModel(`not an ONNX model (${bytes.length} bytes): it holds no graph`);
  return model;
}

export function writeModel(model: ModelProto): Uint8Array {
  return toBinary(ModelProtoSchema, model);
}

/** Several times as many as the deepest published classifiers have. */
export const mostNodes = 20_000;

/** Version of the default operator set among those that are imported; undefined where it is not among them. */
export function opsetOf(imports: ModelProto["opsetImport"]): number | undefined {
  const entry = imports.find(({ domain }) => domain === "" || domain === "ai.onnx");
  return entry && Number(entry.version);
}

/** Version of the default operator set that the model imports. */
export const opset = ({ opsetImport }: ModelProto): number => opsetOf(opsetImport) ?? 1;

/** A bare number is an integer, as most attributes are; `{ float }` and `{ floats }` are what they say. */
export type AttributeValue =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: TensorProto };

const utf8 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function attribute(name: string, value: AttributeValue): AttributeProto {
  const base = { name };
  if (typeof value === "string")
    return create(AttributeProtoSchema, { ...base, type: AttributeType.STRING, s: utf8(value) });
  if (typeof value === "number")
    return create(AttributeProtoSchema, { ...base, type: AttributeType.INT, i: BigInt(value) });
  if ("float" in value)
    return create(AttributeProtoSchema, { ...base, type: AttributeType.FLOAT, f: value.float });
  if ("floats" in value)
    return create(AttributeProtoSchema, {
      ...base,
      type: AttributeType.FLOATS,
      floats: [...value.floats],
    });
  if ("tensor" in value)
    return create(AttributeProtoSchema, { ...base, type: AttributeType.TENSOR, t: value.tensor });
  return create(AttributeProtoSchema, {
    ...base,
    type: AttributeType.INTS,
    ints: value.map((item) => BigInt(item)),
  });
}

/** A node with its attributes. */
export function makeNode(
  opType: string,
  name: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): NodeProto {
  return create(NodeProtoSchema, {
    opType,
    name,
    input: [...input],
    output: [...output],
    attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
  });
}

const find = (node: NodeProto, name: string): AttributeProto | undefined =>
  node.attribute.find((entry) => entry.name === name);

export const intAttribute = (node: NodeProto, name: string, fallback: number): number => {
  const entry = find(node, name);
  return entry ? Number(entry.i) : fallback;
};

export const floatAttribute = (node: NodeProto, name: string, fallback: number): number =>
  find(node, name)?.f ?? fallback;

export const intsAttribute = (
  node: NodeProto,
  name: string,
  fallback: readonly number[],
): readonly number[] => find(node, name)?.ints.map(Number) ?? fallback;

export const stringAttribute = (node: NodeProto, name: string, fallback: string): string => {
  const entry = find(node, name);
  return entry ? String.fromCharCode(...entry.s) : fallback;
};

/** What a Shape node gives of the lengths: all, or those from its `start` to its `end`. */
export const partOfShape = (node: NodeProto, lengths: readonly number[]): number[] =>
  lengths.slice(intAttribute(node, "start", 0), intAttribute(node, "end", lengths.length));

export const tensorAttribute = (node: NodeProto, name: string): TensorProto | undefined =>
  find(node, name)?.t;

/** What a node reads, graphs in it included, which read what is around them. */
export const inputsOf = ({ input, attribute }: NodeProto): string[] => [
  ...input,
  ...attribute.flatMap(({ g, graphs }) =>
    [...(g ? [g] : []), ...graphs].flatMap(({ node, output }) => [
      ...node.flatMap(inputsOf),
      ...output.map(({ name }) => name),
    ]),
  ),
];

/** Where the values of a tensor lie that are in another file: its own words, which may be none. */
export interface ExternalData {
  readonly location: string;
  readonly offset: string;
  /** Undefined: as many bytes as its shape needs. */
  readonly length: string | undefined;
}

/** Undefined where the values are in the tensor. */
export function externalData({
  dataLocation,
  externalData: entries,
}: TensorProto): ExternalData | undefined {
  if (dataLocation !== DataLocation.EXTERNAL) return undefined;
  const entry = (key: string): string | undefined =>
    entries.find((item) => item.key === key)?.value;
  return {
    location: entry("location") ?? "",
    offset: entry("offset") ?? "0",
    length: entry("length"),
  };
}

/** The tensor with its values in it. */
export const withValues = (tensor: TensorProto, rawData: Uint8Array): TensorProto =>
  Object.assign(create(TensorProtoSchema), tensor, {
    rawData,
    externalData: [],
    dataLocation: DataLocation.DEFAULT,
  });

/** The tensor of a Constant node, whichever of its attributes holds it. */
export function constantOf(node: NodeProto): TensorProto | undefined {
  const [{ name, t, f, i, floats, ints } = {}] = node.attribute;
  switch (name) {
    case "value":
      return t;
    case "value_float":
      return floatTensor("", [], Float32Array.of(f ?? 0));
    case "value_floats":
      return floatTensor("", [floats?.length ?? 0], Float32Array.from(floats ?? []));
    case "value_int":
      return integerTensor("", [], [Number(i ?? 0n)]);
    case "value_ints":
      return integerTensor("", [ints?.length ?? 0], (ints ?? []).map(Number));
    default:
      return undefined;
  }
}

/** Declared shape of a graph input or output; null where a length is symbolic, missing, or −1, as some exporters write "any". */
export function shapeOf(info: ValueInfoProto): (number | null)[] {
  if (info.type?.value.case !== "tensorType") return [];
  return (info.type.value.value.shape?.dim ?? []).map(({ value }) =>
    value.case === "dimValue" && value.value >= 0n ? Number(value.value) : null,
  );
}

/** Type of elements of a graph input or output; 0 where it is no tensor. */
export const elementTypeOf = ({ type }: ValueInfoProto): number =>
  type?.value.case === "tensorType" ? type.value.value.elemType : 0;

/** The same graph input or output with elements of another type. @throws RangeError for one that is no tensor */
export function withElementType(info: ValueInfoProto, elemType: number): ValueInfoProto {
  const { name, type } = info;
  if (type?.value.case !== "tensorType") throw new RangeError(`${name} is no tensor`);
  const { shape } = type.value.value;
  const value = { case: "tensorType", value: { elemType, ...(shape && { shape }) } } as const;
  return create(ValueInfoProtoSchema, { name, type: { value } });
}

/** A graph input or output; a string is a symbolic length. */
export const makeValueInfo = (
  name: string,
  shape: readonly (number | string)[],
  type: number = DataType.FLOAT,
): ValueInfoProto => valueInfo(name, shape, type);

/** An output of whatever type and shape it has: the engine finds out. */
export const untypedValueInfo = (name: string): ValueInfoProto =>
  create(ValueInfoProtoSchema, { name });

/** A uint8 graph input or output, as pixels come. */
export const uint8ValueInfo = (name: string, shape: readonly (number | string)[]): ValueInfoProto =>
  valueInfo(name, shape, DataType.UINT8);

function valueInfo(
  name: string,
  shape: readonly (number | string)[],
  elemType: number,
): ValueInfoProto {
  const dim = shape.map((length): TensorShapeProto_Dimension =>
    create(TensorShapeProto_DimensionSchema, {
      value:
        typeof length === "number"
          ? { case: "dimValue", value: BigInt(length) }
          : { case: "dimParam", value: length },
    }),
  );
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: { case: "tensorType", value: { elemType, shape: { dim } } },
    },
  });
}

/** A model of one graph. */
export function makeModel(
  graph: {
    name: string;
    input: ValueInfoProto[];
    output: ValueInfoProto[];
    node: NodeProto[];
    initializer: TensorProto[];
  },
  version: { irVersion: bigint; opset: number },
): ModelProto {
  return create(ModelProtoSchema, {
    irVersion: version.irVersion,
    opsetImport: [{ domain: "", version: BigInt(version.opset) }],
    producerName: "fullconv",
    graph,
  });
}
