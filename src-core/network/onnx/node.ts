/** @file Nodes of an ONNX graph: made, and their attributes read. */
import { said } from "../../messages/said.ts";
import { create } from "@bufbuild/protobuf";
import { InvalidModel } from "./errors.ts";
import { floatTensor, integerTensor } from "./tensor.ts";
import type { AttributeProto, NodeProto, TensorProto } from "../schema/onnx_pb.ts";
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  NodeProtoSchema,
} from "../schema/onnx_pb.ts";

/** A bare number is an integer, as most attributes are; `{ float }` and `{ floats }` are what they say. */
export type AttributeValue =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: TensorProto };

const utf8 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Infinity can be written, and a number that is rounded to it cannot. */
function checkFloat(name: string, value: number): void {
  if (Number.isFinite(value) && !Number.isFinite(Math.fround(value)))
    throw new InvalidModel(said("network.attribute-more-than-32", { name, value }));
}

function attribute(name: string, value: AttributeValue): AttributeProto {
  const base = { name };
  if (typeof value === "string")
    return create(AttributeProtoSchema, { ...base, type: AttributeType.STRING, s: utf8(value) });
  if (typeof value === "number")
    return create(AttributeProtoSchema, { ...base, type: AttributeType.INT, i: BigInt(value) });
  if ("float" in value) checkFloat(name, value.float);
  if ("floats" in value) for (const item of value.floats) checkFloat(name, item);
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
