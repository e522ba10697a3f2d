/** @file ONNX models as bytes, and the few helpers that make their protobuf pleasant to use. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { InvalidModel } from "./errors.ts";
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  ValueInfoProtoSchema,
} from "./schema/onnx_pb.ts";
import type {
  AttributeProto,
  ModelProto,
  NodeProto,
  TensorProto,
  TensorShapeProto_Dimension,
  ValueInfoProto,
} from "./schema/onnx_pb.ts";

export type { GraphProto, ModelProto, NodeProto, TensorProto } from "./schema/onnx_pb.ts";

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

/** Version of the default operator set that the model imports. */
export function opset(model: ModelProto): number {
  const entry = model.opsetImport.find(({ domain }) => domain === "" || domain === "ai.onnx");
  return Number(entry?.version ?? 1n);
}

export type AttributeValue = number | string | readonly number[];

const utf8 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function attribute(name: string, value: AttributeValue): AttributeProto {
  const base = { name };
  if (typeof value === "string")
    return create(AttributeProtoSchema, { ...base, type: AttributeType.STRING, s: utf8(value) });
  if (typeof value === "number")
    return create(AttributeProtoSchema, { ...base, type: AttributeType.INT, i: BigInt(value) });
  return create(AttributeProtoSchema, {
    ...base,
    type: AttributeType.INTS,
    ints: value.map((item) => BigInt(item)),
  });
}

/** A node with integer, integer-list and string attributes. */
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

export const tensorAttribute = (node: NodeProto, name: string): TensorProto | undefined =>
  find(node, name)?.t;

export const dimensions = (tensor: TensorProto): number[] => tensor.dims.map(Number);

// The schema types `data_type` as int32, so its enum is compared as a number.
const float32: number = DataType.FLOAT;
const int64: number = DataType.INT64;

// Not slice(): on a Node Buffer, which the bytes of a file are, that is a view at any offset.
const copy = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** A float32 tensor. @throws RangeError when the values do not fill the shape */
export function floatTensor(
  name: string,
  shape: readonly number[],
  values: Float32Array,
): TensorProto {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== values.length)
    throw new RangeError(`${name}: ${values.length} values for shape ${shape.join("×")} = ${size}`);
  return create(TensorProtoSchema, {
    name,
    dims: shape.map((length) => BigInt(length)),
    dataType: DataType.FLOAT,
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  });
}

/** Values of a float32 tensor, copied. @throws InvalidModel for other types and external data */
export function floatsOf(tensor: TensorProto): Float32Array {
  if (tensor.dataType !== float32)
    throw new InvalidModel(`${tensor.name}: data type ${tensor.dataType}, float32 is needed`);
  const size = dimensions(tensor).reduce((product, length) => product * length, 1);
  const values =
    tensor.rawData.length > 0
      ? new Float32Array(copy(tensor.rawData))
      : Float32Array.from(tensor.floatData);
  if (values.length !== size)
    throw new InvalidModel(`${tensor.name}: ${values.length} values stored, ${size} declared`);
  return values;
}

/** Values of an int64 tensor (shapes, axes). @throws InvalidModel for other types */
export function integersOf(tensor: TensorProto): number[] {
  if (tensor.dataType !== int64)
    throw new InvalidModel(`${tensor.name}: data type ${tensor.dataType}, int64 is needed`);
  if (tensor.rawData.length === 0) return tensor.int64Data.map(Number);
  return Array.from(new BigInt64Array(copy(tensor.rawData)), Number);
}

/** Declared shape of a graph input or output; null where a length is symbolic or missing. */
export function shapeOf(info: ValueInfoProto): (number | null)[] {
  if (info.type?.value.case !== "tensorType") return [];
  return (info.type.value.value.shape?.dim ?? []).map(({ value }) =>
    value.case === "dimValue" ? Number(value.value) : null,
  );
}

/** A float32 graph input or output; a string is a symbolic length. */
export const makeValueInfo = (name: string, shape: readonly (number | string)[]): ValueInfoProto =>
  valueInfo(name, shape, DataType.FLOAT);

/** A uint8 graph input or output, as pixels come. */
export const uint8ValueInfo = (name: string, shape: readonly (number | string)[]): ValueInfoProto =>
  valueInfo(name, shape, DataType.UINT8);

function valueInfo(
  name: string,
  shape: readonly (number | string)[],
  elemType: DataType,
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

/**
 * Softmax or LogSoftmax over axis 1 of N×C or N×C×rows×columns.
 * Before opset 13 all axes from `axis` on count as one, so the channels must then be the last.
 */
export function channelSoftmax(
  operator: string,
  input: string,
  output: string,
  { opset, rank }: { opset: number; rank: 2 | 4 },
): NodeProto[] {
  if (opset >= 13 || rank === 2)
    return [makeNode(operator, output, [input], [output], { axis: 1 })];
  const [last, done] = [`${output}.channelsLast`, `${output}.normalized`];
  return [
    makeNode("Transpose", last, [input], [last], { perm: [0, 2, 3, 1] }),
    makeNode(operator, done, [last], [done], { axis: 3 }),
    makeNode("Transpose", output, [done], [output], { perm: [0, 3, 1, 2] }),
  ];
}
