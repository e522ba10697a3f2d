/** @file Inputs and outputs of an ONNX graph: their shapes and types of elements. */
import { create } from "@bufbuild/protobuf";
import type { TensorShapeProto_Dimension, ValueInfoProto } from "../schema/onnx_pb.ts";
import {
  TensorProto_DataType as DataType,
  TensorShapeProto_DimensionSchema,
  ValueInfoProtoSchema,
} from "../schema/onnx_pb.ts";

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
