/** @file A network in half precision: what it computes with has 11 bits instead of 24, and half the bytes. */
import type { NetworkWithInput } from "./preprocessing.ts";
import type { NodeProto, TensorProto } from "../onnx/model.ts";
import { elementTypeOf, withElementType } from "../onnx/value-info.ts";
import { constantOf, intAttribute, makeNode } from "../onnx/node.ts";
import { dimensions, halfTensor } from "../onnx/tensor.ts";
import { floatsOf } from "../onnx/tensor-values.ts";
import { elementTypes } from "../onnx/element-types.ts";
import { singlePrecision, tolerance } from "../properties/tolerance.ts";

const { float16, float32 } = elementTypes;

/** Largest finite number of half precision. */
const largest = 65_504;

/** Operators with an input or an output that ONNX wants in float32, whatever the others are. */
const bound = new Set(["Resize", "Upsample", "ConstantOfShape", "DynamicQuantizeLinear"]);

/** @returns null where it would not be the same network: it has other precisions already, or larger numbers */
export function inHalf({ model, input }: NetworkWithInput): NetworkWithInput | null {
  const { graph } = model;
  if (!graph || tolerance(model) !== singlePrecision) return null;
  if (graph.node.some(({ opType, attribute }) => bound.has(opType) || attribute.some(({ g }) => g)))
    return null;
  const initializer = graph.initializer.map((tensor) => halved(tensor, tensor.name));
  const node = graph.node.map(halvedNode);
  if (!initializer.every((tensor) => tensor !== null) || !node.every((one) => one !== null))
    return null;
  const info = (one: (typeof graph.input)[number]): typeof one =>
    elementTypeOf(one) === float32 ? withElementType(one, float16) : one;
  return {
    input: input.type === float32 ? { ...input, type: float16 } : input,
    model: {
      ...model,
      graph: {
        ...graph,
        initializer,
        node,
        valueInfo: [],
        input: graph.input.map(info),
        output: graph.output.map(info),
      },
    },
  };
}

function halvedNode(node: NodeProto): NodeProto | null {
  const { opType, name, input, output } = node;
  if (opType === "Cast" && intAttribute(node, "to", 0) === float32)
    return makeNode(opType, name, input, output, { to: float16 });
  const constant = opType === "Constant" ? constantOf(node) : undefined;
  if (constant?.dataType !== float32) return node;
  const tensor = halved(constant, "");
  return tensor && makeNode(opType, name, input, output, { value: { tensor } });
}

/** @returns null for numbers that half precision does not have */
function halved(tensor: TensorProto, name: string): TensorProto | null {
  if (tensor.dataType !== float32) return tensor;
  const values = floatsOf(tensor);
  if (values.some((value) => !(Math.abs(value) <= largest))) return null;
  return halfTensor(name, dimensions(tensor), values);
}
