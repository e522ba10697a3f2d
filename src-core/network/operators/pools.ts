/** @file Pools: means and maxima that slide over both axes. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { elementCount } from "../onnx/tensor.ts";
import type { Value } from "../graph/value.ts";
import { isImage, isTransposed } from "../graph/value.ts";
import { averageChannels } from "./along-channels.ts";
import { overWholeMap, shareOfMap } from "./whole-map.ts";
import type { Sliding } from "./slides.ts";
import { checkPoolPads, imageAt, slideBoth, slidesOf } from "./slides.ts";
import type { RuleTable } from "./rule-table.ts";

const maxPool: Rule = (context) => {
  const input = imageAt(context);
  if (context.node.output.slice(1).some((name) => name !== ""))
    context.refuse(said("operators.also-returns-places-maxima"));
  emitPool(context, "MaxPool", input.name, pooling(context, input.value).slid);
};

const averagePool: Rule = (context) => {
  const { value } = context.need(0);
  if (!isImage(value) && !isTransposed(value)) {
    averageChannels(context);
    return;
  }
  const input = imageAt(context);
  context.needFloat(input);
  const { slid, share } = pooling(context, input.value);
  const include = intAttribute(context.node, "count_include_pad", 0) === 1;
  const more = include ? { count_include_pad: 1 } : {};
  if (!include || share === 1) {
    emitAverage(context, input.name, slid, more);
    return;
  }
  const mean = context.freshName("mean");
  emitAverage(context, input.name, slid, more, mean);
  context.emit("Mul", [mean, context.addConstant("share", [], [share], input.value.type)]);
};

/** A pool as the node has it, and the share of the window's map in the places that its mean counts with its pads. */
function pooling(context: Context, input: Value): { slid: Sliding; share: number } {
  const kernel = intsAttribute(context.node, "kernel_shape", []);
  const [vertical, horizontal] = slidesOf(context, input, kernel);
  checkPoolPads(context, [vertical, horizontal]);
  const { height, width } = input;
  const rows = overWholeMap(vertical, height);
  const slid = slideBoth(context, input, rows, overWholeMap(horizontal, width));
  return { slid, share: shareOfMap(vertical, height) * shareOfMap(horizontal, width) };
}

/** Writes a pool and its layer. @param was what the original calls it, where that differs */
export function emitPool(
  context: Context,
  operator: string,
  input: string,
  { attributes, output, layer }: Sliding,
  more: Readonly<Record<string, number>> = {},
  target = context.output,
): void {
  context.emit(operator, [input], { ...attributes, ...more }, target);
  context.result(output);
  const { opType } = context.node;
  context.layer({
    operator,
    ...(operator === opType ? {} : { was: opType }),
    ...layer,
    parameters: 0,
    flopsPerCell: output.channels * elementCount(layer.kernel),
  });
}

/** Of a convolution that stands for a mean. */
const mostWeights = 2 ** 26;

/** Only from operator set 19 on has AveragePool dilations; before, it is a depthwise convolution. */
export function emitAverage(
  context: Context,
  input: string,
  slid: Sliding,
  more: Readonly<Record<string, number>> = {},
  target = context.output,
): void {
  const { kernel, dilation } = slid.layer;
  if (elementCount(dilation) === 1) {
    emitPool(context, "AveragePool", input, slid, more, target);
    return;
  }
  const { output, layer, attributes } = slid;
  const [taps, { channels, type }] = [elementCount(kernel), output];
  if (layer.pads.some((length) => length > 0))
    context.refuse(said("operators.pads-dilations-once-which"));
  if (channels * taps > mostWeights)
    context.refuse(said("operators.mean-over-places-too", { kernel: kernel.join("×") }));
  const weights = new Float32Array(channels * taps).fill(1 / taps);
  const name = context.addConstant("mean", [channels, 1, ...kernel], weights, type);
  context.emit("Conv", [input, name], { ...attributes, group: channels }, target);
  context.result(output);
  context.layer({
    operator: "Conv",
    was: context.node.opType,
    ...layer,
    parameters: 0,
    flopsPerCell: 2 * channels * taps,
  });
}

export const pools: RuleTable = [
  ["MaxPool", maxPool],
  ["AveragePool", averagePool],
];
