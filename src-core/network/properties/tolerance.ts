/** @file How far two ways of computing the same network may lie apart. */
import type { ModelProto } from "../onnx/model.ts";
import { intAttribute } from "../onnx/node.ts";
import { elementTypes } from "../onnx/element-types.ts";

export const singlePrecision = 1e-4;
export const halfPrecision = 1e-2;

/**
 * Largest difference, as a share of the largest score (or of 1, if that is more), that rounding explains: single precision
 * 1e-4; half precision, whose numbers have 11 bits, 1e-2; quantised networks, where one rounding the other way moves a
 * number by a whole step of its scale, 1e-1.
 */
export function tolerance({ graph }: ModelProto): number {
  const quantized = graph?.node.some(({ opType }) => opType === "DequantizeLinear") ?? false;
  const { float16 } = elementTypes;
  const half =
    graph?.initializer.some(({ dataType }) => dataType === float16) === true ||
    graph?.node.some((node) => node.opType === "Cast" && intAttribute(node, "to", 0) === float16);
  return quantized ? 1e-1 : half ? halfPrecision : singlePrecision;
}
