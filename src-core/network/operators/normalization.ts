/** @file Normalisations that look at one place of the map at a time. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Layer } from "../graph/layer.ts";
import type { Operand, Value } from "../graph/value.ts";
import { describe, isVector } from "../graph/value.ts";
import { has, lengthOf, only } from "../geometry/layout.ts";
import { floatAttribute, intAttribute } from "../onnx/node.ts";
import { dimensions, elementCount } from "../onnx/tensor.ts";
import { floatsOf } from "../onnx/tensor-values.ts";
import { axisOf, channelsInOrder, isChannelAxis, unfold } from "./channels.ts";
import { placeOn } from "./per-channel.ts";
import { imageAt } from "./slides.ts";
import { printableName } from "../../printable.ts";
import type { RuleTable } from "./rule-table.ts";

/** What a layer is that looks at one place and keeps the map as it is. */
const samePlace = (
  output: Value,
): Pick<Layer, "kernel" | "stride" | "dilation" | "pads" | "ceil" | "output"> => ({
  kernel: [1, 1],
  stride: [1, 1],
  dilation: [1, 1],
  pads: [0, 0, 0, 0],
  ceil: false,
  output,
});

const batchNormalization: Rule = (context) => {
  const { node } = context;
  if (intAttribute(node, "training_mode", 0) === 1)
    context.refuse(said("operators.training-mode-where-measures"));
  const operand = channelsSecond(context);
  const { name, value } = operand;
  context.needFloat(operand);
  const tensors = [1, 2, 3, 4].map((index) => context.needConstant(index, "statistics"));
  const axis = value.layout[1] ?? [];
  const wanted = value.channels === 1 ? 1 : lengthOf(axis);
  const wrong = tensors.find((tensor) => floatsOf(tensor).length !== wanted);
  if (wrong)
    context.refuse(
      said("operators.values-channels", {
        name: printableName(wrong.name),
        wrong: dimensions(wrong).join("×"),
        wanted,
      }),
    );
  const epsilon = floatAttribute(node, "epsilon", 1e-5);
  const flat = tensors.map((tensor, index) => {
    const given = floatsOf(tensor);
    // Where places became channels as well, several of these belong to one channel of the original.
    const each = Float32Array.from(
      { length: value.channels },
      (_, channel) => given[placeOn(axis, channel)] ?? NaN,
    );
    return context.addConstant(`statistics${index}`, [value.channels], each, tensor.dataType);
  });
  context.emit("BatchNormalization", [name, ...flat], { epsilon: { float: epsilon } });
  context.result(value);
  context.layer({
    operator: "BatchNormalization",
    ...samePlace(value),
    parameters: 4 * value.channels,
    flopsPerCell: 2 * value.channels,
  });
};

/** Input 0 with channels, and nothing else, on axis 1; a flattened window is unfolded. */
function channelsSecond(context: Context): Operand {
  const given = context.need(0);
  const operand = only(given.value.layout[1] ?? [], "C") ? given : unfold(context, given);
  const { layout, channels } = operand.value;
  const some = isVector(operand.value) && only(layout[1] ?? [], "C") && has(layout.flat(), "C");
  if (!isChannelAxis(operand.value, 1) && !(some && channels > 1))
    context.refuse(said("operators.channels-axis", { value: describe(operand.value) }));
  if (!isChannelAxis(operand.value, 1)) return operand;
  const [factor] = layout[1] ?? [];
  const settled = !factor || (factor.stride === 1 && factor.size === channels);
  return settled ? operand : channelsInOrder(context, operand);
}

/** Across channels, at one place. */
const localResponse: Rule = (context) => {
  const input = imageAt(context);
  context.needFloat(input);
  context.copy([input.name]);
  context.result(input.value);
  const size = intAttribute(context.node, "size", 1);
  context.layer({
    operator: "LRN",
    ...samePlace(input.value),
    parameters: 0,
    flopsPerCell: 2 * size * input.value.channels,
  });
};

/** Over the last axis: of the channels it is a matter of one place. */
const layerNormalization: Rule = (context) => {
  const { node } = context;
  const given = context.need(0);
  const flattened = given.value.layout.length === 2 && !isVector(given.value);
  const { value, name } = flattened ? unfold(context, given) : given;
  const axis = axisOf(context, value, -1);
  const rest = value.layout.slice(axis).flat();
  if (
    !only(rest, "C") ||
    lengthOf(rest) !== value.channels ||
    rest.some(({ stride }) => stride !== 1)
  )
    context.refuse(said("operators.measures-mean-variance-over"));
  if (node.output.slice(1).some((output) => output !== ""))
    context.refuse(said("operators.also-returns-statistics"));
  const constants = [1, 2]
    .filter((index) => context.hasInput(index))
    .map((index) => context.needConstant(index, "scale and bias"));
  const odd = constants.find((tensor) => elementCount(dimensions(tensor)) !== value.channels);
  if (odd)
    context.refuse(
      said("operators.scale-bias-shape-channels", {
        odd: dimensions(odd).join("×"),
        channels: value.channels,
      }),
    );
  const last = context.step("Transpose", "channelsLast", [name], { perm: [0, 2, 3, 1] });
  const flat = constants.map((tensor, index) =>
    context.addConstant(`affine${index}`, [value.channels], floatsOf(tensor), tensor.dataType),
  );
  const epsilon = { epsilon: { float: floatAttribute(node, "epsilon", 1e-5) } };
  const done = context.step("LayerNormalization", "normalized", [last, ...flat], {
    axis: -1,
    ...epsilon,
  });
  context.emit("Transpose", [done], { perm: [0, 3, 1, 2] });
  context.result(value);
};

/** Over the channels it is a matter of one place. */
const lpNormalization: Rule = (context) => {
  const { name, value } = context.need(0);
  const axis = axisOf(context, value, -1);
  if (!isChannelAxis(value, axis))
    context.refuse(said("operators.axis-channels", { axis, value: describe(value) }));
  context.emit("LpNormalization", [name], { axis: 1, p: intAttribute(context.node, "p", 2) });
  context.result(value);
};

export const normalizations: RuleTable = [
  ["BatchNormalization", batchNormalization],
  ["LRN", localResponse],
  ["LayerNormalization", layerNormalization],
  ["LpNormalization", lpNormalization],
];
