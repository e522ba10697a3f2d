/** @file Constants that are computed from constants. */
import type { Context } from "./context.ts";
import { folds } from "./folding/index.ts";
import { checkLength, missing } from "./folding/rule.ts";
import { fromTensor, toTensor } from "./numbers.ts";
import type { TensorProto } from "./onnx.ts";
import { sizeOf } from "./tensor.ts";

/** @throws UnsupportedOperator where no rule computes it */
export function fold(context: Context, inputs: readonly (TensorProto | undefined)[]): TensorProto {
  const rule = folds.get(context.node.opType);
  if (!rule)
    return context.refuse(
      "it computes a constant in a way that is not supported: export with constant folding",
    );
  const numbers = inputs.map((tensor) => (tensor ? fromTensor(tensor) : missing));
  const result = rule(context, numbers);
  const given = numbers.reduce((sum, { values }) => sum + values.length, 0);
  checkLength(context, result.shape, given);
  const { shape, values } = result;
  if (!shape.every((length) => Number.isInteger(length) && length >= 0))
    context.refuse(`it makes a constant of shape [${shape.join(", ")}], which is impossible`);
  if (sizeOf(shape) !== values.length)
    context.refuse(`it makes ${values.length} values for a constant of shape ${shape.join("×")}`);
  context.spend(values.length);
  return toTensor(context.output, result);
}
