/** @file Values of tensors that lie in another file. */
import { create } from "@bufbuild/protobuf";
import type { TensorProto } from "../schema/onnx_pb.ts";
import { TensorProto_DataLocation as DataLocation, TensorProtoSchema } from "../schema/onnx_pb.ts";

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
