/** @file Inputs and outputs of any type, and the version of the format that came with an operator set. */
import type { GraphProto } from "../../../../src-core/network/onnx/model.ts";
import { makeValueInfo } from "../../../../src-core/network/onnx/value-info.ts";

export function typedInfo(
  name: string,
  shape: readonly (number | string)[],
  elementType: number,
): GraphProto["input"][number] {
  const info = makeValueInfo(name, shape);
  if (info.type?.value.case === "tensorType") info.type.value.value.elemType = elementType;
  return info;
}

/** Source: ONNX's Versioning.md, released versions. */
export function irVersion(opset: number): number {
  const last: readonly (readonly [opset: number, ir: number])[] = [
    [8, 3],
    [9, 4],
    [10, 5],
    [11, 6],
    [14, 7],
    [18, 8],
    [20, 9],
  ];
  return last.find(([until]) => opset <= until)?.[1] ?? 10;
}
