/** @file Constants that are computed from constants. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import { folds } from "./index.ts";
import { checkLength, missing } from "./rule.ts";
import { elementsRead, fromTensor, toTensor } from "../ndarray/ndarray.ts";
import type { TensorProto } from "../onnx/model.ts";
import { refusals } from "../graph/refusals.ts";
import { elementCount } from "../onnx/tensor.ts";

/** @throws UnsupportedOperator where no rule computes it */
export function fold(context: Context, inputs: readonly (TensorProto | undefined)[]): TensorProto {
  const rule = folds.get(context.node.opType);
  if (!rule)
    return context.refuse(
      refusals.get(context.node.opType) ?? said("operators.constant-unsupported"),
    );
  const numbers = inputs.map((tensor) => (tensor ? fromTensor(tensor) : missing));
  const given = numbers.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const result = rule(context, numbers);
  const { shape } = result;
  const touched = elementsRead(result);
  if (touched > 0) checkLength(context, shape, given);
  if (!shape.every((length) => Number.isInteger(length) && length >= 0))
    context.refuse(said("operators.makes-constant-shape-which", { shape }));
  if (touched > 0 && elementCount(shape) !== touched)
    context.refuse(
      said("operators.makes-values-constant-shape", { touched, shape: shape.join("×") }),
    );
  context.spend(touched);
  context.look(numbers.reduce((sum, each) => sum + elementsRead(each), touched));
  return toTensor(context.output, result);
}
