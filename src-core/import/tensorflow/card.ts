/** @file What a layers model says of its future card. Its scale, its colours' order and its classes it does not know. */
import type { InputCard } from "../../contract/card.ts";
import type { ClassifierHead } from "../../contract/heads.ts";
import type { ModelProto } from "../../network/onnx/model.ts";
import type { TensorShape } from "./keras-tensor.ts";

/** Window where the shape is that of an image; `gray` where it has one channel: three may be rgb or bgr. */
export function inputOfModel(shape: TensorShape, channelsFirst: boolean): Partial<InputCard> {
  if (shape.length !== 3) return {};
  const [channels, height, width] = channelsFirst ? shape : [shape[2], shape[0], shape[1]];
  return {
    ...(width && { width }),
    ...(height && { height }),
    ...(channels === 1 && { color: "gray" }),
  };
}

const moves = ["Flatten", "Reshape", "Transpose"];

/** A network that ends in Softmax or Sigmoid leaves nothing to apply; of any other end the meaning is unknown. */
export function headOfModel({ graph }: ModelProto): Partial<ClassifierHead> {
  const makers = new Map(graph?.node.map((node) => [node.output[0], node]));
  let last = makers.get(graph?.output[0]?.name);
  while (last && moves.includes(last.opType)) last = makers.get(last.input[0]);
  const applied = last !== undefined && ["Softmax", "Sigmoid"].includes(last.opType);
  return { kind: "classifier", ...(applied && { activation: "none" }) };
}
