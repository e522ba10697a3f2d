/** @file Types of a tensor's elements. */
import { TensorProto_DataType as DataType } from "../schema/onnx_pb.ts";

/** Types of elements that the walk can compute with. Others are carried along, or refused where their values matter. */
export const elementTypes = {
  float32: DataType.FLOAT as number,
  float16: DataType.FLOAT16 as number,
  float64: DataType.DOUBLE as number,
  int64: DataType.INT64 as number,
  int32: DataType.INT32 as number,
  uint8: DataType.UINT8 as number,
  int8: DataType.INT8 as number,
  bool: DataType.BOOL as number,
} as const;

export const byteWidths: Readonly<Record<number, number>> = {
  [elementTypes.float64]: 8,
  [elementTypes.int64]: 8,
  [elementTypes.float32]: 4,
  [elementTypes.int32]: 4,
  [elementTypes.float16]: 2,
  [elementTypes.uint8]: 1,
  [elementTypes.int8]: 1,
  [elementTypes.bool]: 1,
};

/** What a type of elements is called, for messages. */
export const typeName = (type: number): string =>
  type === elementTypes.float32 ? "float32" : (DataType[type]?.toLowerCase() ?? `type ${type}`);
