/** @file Constants whose values, types, lengths and places are not what they say. */
import { create } from "@bufbuild/protobuf";
import type { TensorProto } from "../../../src-core/network/onnx/model.ts";
import {
  StringStringEntryProtoSchema,
  TensorProto_DataLocation as Location,
} from "../../../src-core/network/schema/onnx_pb.ts";
import type { Draw } from "./draw.ts";
import { odd } from "./draw.ts";

/** Numbers that spread through a network: not numbers, and the largest. */
function poison({ rawData }: TensorProto, draw: Draw): void {
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  for (let count = draw.oneOf(1, 4, 100); count > 0 && rawData.length >= 4; count--)
    view.setFloat32(
      4 * draw.below(Math.floor(rawData.length / 4)),
      draw.oneOf(NaN, Infinity, -Infinity, 3.4e38, 1e-45, -0),
      true,
    );
}

const location = (draw: Draw): string =>
  draw.oneOf(
    ...(["../secret.bin", "/etc/passwd", "weights.bin", "link.bin", "folder", "", "."] as const),
    ...([
      "..\\secret.bin",
      "C:\\secret.bin",
      "a/../../secret.bin",
      "\0",
      "link/secret.bin",
    ] as const),
  );

/** Values said to lie in another file. */
export function elsewhere(tensor: TensorProto, draw: Draw): void {
  const entry = (key: string, value: string) =>
    create(StringStringEntryProtoSchema, { key, value });
  tensor.dataLocation = Location.EXTERNAL;
  if (draw.chance(0.3)) {
    const length = String(tensor.rawData.length);
    tensor.externalData = [entry("location", "weights.bin"), entry("length", length)];
    tensor.rawData = new Uint8Array();
    return;
  }
  tensor.externalData = [
    entry("location", location(draw)),
    ...(draw.chance(0.5) ? [entry("offset", String(draw.chance(0.5) ? odd(draw) : 0))] : []),
    ...(draw.chance(0.5) ? [entry("length", draw.oneOf(String(odd(draw)), "x", "1e9", "4"))] : []),
  ];
  if (draw.chance(0.5)) tensor.rawData = new Uint8Array();
}

export function tensorDamage(tensor: TensorProto, draw: Draw): void {
  const { dims } = tensor;
  const change: readonly [() => void, ...(() => void)[]] = [
    () => {
      if (dims.length > 0) dims[draw.below(dims.length)] = odd(draw);
    },
    () => (tensor.dims = Array.from({ length: draw.from(0, 8) }, () => odd(draw))),
    () => (tensor.dims = dims.toReversed()),
    () => (tensor.dims = draw.chance(0.5) ? dims.slice(1) : [...dims, 1n]),
    () => (tensor.rawData = tensor.rawData.slice(draw.below(tensor.rawData.length + 1))),
    () => (tensor.rawData = new Uint8Array()),
    () => (tensor.dataType = draw.chance(0.9) ? draw.below(25) : 999),
    () => (tensor.floatData = [1, NaN]),
    () => (tensor.int64Data = [odd(draw)]),
    () => {
      poison(tensor, draw);
    },
    () => {
      elsewhere(tensor, draw);
    },
  ];
  draw.oneOf(...change)();
}
