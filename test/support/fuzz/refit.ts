/** @file Weights made anew for a layer whose input has become longer or shorter, so that a changed network stays valid. */
import { convolutionalize } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { intAttribute } from "../../../src-core/network/onnx/node.ts";
import { dimensions, elementCount, tensorOf } from "../../../src-core/network/onnx/tensor.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import type { Draw } from "./draw.ts";

/** Node and length as a refusal tells them. */
const misfit = /^(?:Gemm|MatMul|Conv) "([^"]+)".*, its input has (\d+)$/;

/** Follows the refusals from layer to layer. */
export function refit(model: ModelProto, draw: Draw): void {
  for (let tries = 0; tries < 4; tries++) {
    let message = "";
    try {
      convolutionalize(model);
    } catch (cause) {
      message = cause instanceof Error ? cause.message : "";
    }
    const [, label = "", length = ""] = misfit.exec(message) ?? [];
    if (label === "" || !resize(model, label, Number(length), draw)) return;
  }
}

function resize({ graph }: ModelProto, label: string, length: number, draw: Draw): boolean {
  const node = graph?.node.find(({ name, output }) => (name || output[0]) === label);
  const index = graph?.initializer.findIndex(({ name }) => name === node?.input[1]) ?? -1;
  const old = graph?.initializer[index];
  if (!graph || !node || !old || length > 20_000) return false;
  const shape = dimensions(old);
  const group = node.opType === "Conv" ? intAttribute(node, "group", 1) : 1;
  const rows = node.opType === "Conv" || intAttribute(node, "transB", 0) === 1;
  shape[rows ? 1 : 0] = length / group;
  const { float32, float16 } = elementTypes;
  const size = elementCount(shape);
  const fits = Number.isInteger(length / group) && size < 200_000;
  if (!fits || (old.dataType !== float32 && old.dataType !== float16)) return false;
  const spread = Math.sqrt(3 / length);
  const values = Array.from({ length: size }, () => (2 * draw.number() - 1) * spread);
  graph.initializer[index] = tensorOf(old.dataType, old.name, shape, values);
  return true;
}
