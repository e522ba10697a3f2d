/** @file Convolutions: kernels that slide over both axes. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { transpose } from "../ndarray/arithmetic.ts";
import type { TensorProto } from "../onnx/model.ts";
import { dimensions, elementCount } from "../onnx/tensor.ts";
import { asImage, isTransposed } from "../graph/value.ts";
import { imageAt, slideKernel } from "./slides.ts";
import type { RuleTable } from "./rule-table.ts";

const convolution: Rule = (context) => {
  const input = imageAt(context);
  context.needFloat(input);
  const kernel = context.needConstant(1, "kernel");
  const shape = dimensions(kernel);
  const [filters = 0, channels = 0, ...size] = shape;
  const group = intAttribute(context.node, "group", 1);
  if (channels * group !== input.value.channels || filters % group !== 0 || filters < 1)
    context.refuse(
      said("operators.kernels-groups-read-channels", {
        filters,
        group,
        channels: channels * group,
        channels2: input.value.channels,
      }),
    );
  const given = intsAttribute(context.node, "kernel_shape", size);
  if (given.join() !== size.join())
    context.refuse(
      said("operators.kernel-shape-weights", { given: given.join("×"), size: size.join("×") }),
    );
  const bias = context.hasInput(2) ? context.needConstant(2, "bias") : undefined;
  if (bias && dimensions(bias).join() !== String(filters))
    context.refuse(
      said("operators.bias-shape-kernels", { bias: dimensions(bias).join("×"), filters }),
    );
  const slid = slideKernel(context, input.value, size);
  const output = asImage(slid.output, { channels: filters });
  const weightsName = isTransposed(input.value)
    ? transposedKernel(context, kernel)
    : context.keepConstant(kernel);
  const constants = bias ? [context.keepConstant(bias)] : [];
  context.emit("Conv", [input.name, weightsName, ...constants], {
    ...slid.attributes,
    ...(group > 1 ? { group } : {}),
  });
  context.result(output);
  const weights = elementCount(shape);
  context.layer({
    operator: "Conv",
    ...slid.layer,
    output,
    parameters: weights + (bias ? filters : 0),
    flopsPerCell: 2 * weights,
  });
};

/** The kernels for the image as it lies, where the original turned it: their rows are columns. */
function transposedKernel(context: Context, kernel: TensorProto): string {
  const { type, shape, values } = transpose(fromTensor(kernel), [0, 1, 3, 2]);
  context.spend(values.length);
  return context.addConstant("kernel", shape, values, type);
}

export const convolutions: RuleTable = [["Conv", convolution]];
