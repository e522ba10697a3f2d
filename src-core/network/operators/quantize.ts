/** @file QuantizeLinear and DequantizeLinear around tensors of the image: element by element, so they stay. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import { dimensions, elementCount } from "../onnx/tensor.ts";
import { elementTypes } from "../onnx/element-types.ts";
import type { RuleTable } from "./rule-table.ts";

function scaleAndZero(context: Context): string[] {
  return [1, 2]
    .filter((index) => context.hasInput(index))
    .map((index) => {
      const tensor = context.needConstant(index, "scale and zero point");
      if (elementCount(dimensions(tensor)) !== 1)
        context.refuse(said("operators.scale-each-channel-tensor"));
      return context.keepConstant(tensor);
    });
}

const quantize: Rule = (context) => {
  const input = context.need(0);
  const constants = scaleAndZero(context);
  context.copy([input.name, ...constants]);
  const type = context.hasInput(2)
    ? context.needConstant(2, "zero point").dataType
    : elementTypes.uint8;
  context.result({ ...input.value, type });
};

const dequantize: Rule = (context) => {
  const input = context.need(0);
  const constants = scaleAndZero(context);
  context.copy([input.name, ...constants]);
  context.result({ ...input.value, type: context.needConstant(1, "scale").dataType });
};

export const quantizations: RuleTable = [
  ["QuantizeLinear", quantize],
  ["DequantizeLinear", dequantize],
];
