/** @file Convolutions and pools: operators that slide a kernel over both axes. */
import type { Context, Rule } from "../graph/context.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { transpose } from "../ndarray/arithmetic.ts";
import type { TensorProto } from "../onnx/model.ts";
import { dimensions, sizeOf } from "../onnx/tensor.ts";
import type { Value } from "../graph/value.ts";
import { asImage, isImage, isTransposed } from "../graph/value.ts";
import { averageChannels } from "./across.ts";
import { overWholeMap, shareOfMap } from "./whole-map.ts";
import type { Sliding } from "./window.ts";
import { imageAt, slideBoth, slideKernel, slidesOf } from "./window.ts";

export const convolution: Rule = (context) => {
  const input = imageAt(context);
  context.needFloat(input);
  const kernel = context.needConstant(1, "kernel");
  const shape = dimensions(kernel);
  const [filters = 0, channels = 0, ...size] = shape;
  const group = intAttribute(context.node, "group", 1);
  if (channels * group !== input.value.channels || filters % group !== 0 || filters < 1)
    context.refuse(
      `its ${filters} kernels in ${group} groups read ${channels * group} channels, its input has ${input.value.channels}`,
    );
  const given = intsAttribute(context.node, "kernel_shape", size);
  if (given.join() !== size.join())
    context.refuse(`its kernel_shape is ${given.join("×")}, its weights are ${size.join("×")}`);
  const bias = context.hasInput(2) ? context.needConstant(2, "bias") : undefined;
  if (bias && dimensions(bias).join() !== String(filters))
    context.refuse(`its bias has shape ${dimensions(bias).join("×")} for ${filters} kernels`);
  const slid = slideKernel(context, input.value, size);
  const output = asImage(slid.output, { channels: filters });
  const weightsName = isTransposed(input.value)
    ? turnedKernel(context, kernel)
    : context.keepConstant(kernel);
  const constants = bias ? [context.keepConstant(bias)] : [];
  context.emit("Conv", [input.name, weightsName, ...constants], {
    ...slid.attributes,
    ...(group > 1 ? { group } : {}),
  });
  context.result(output);
  const weights = sizeOf(shape);
  context.layer({
    operator: "Conv",
    ...slid.layer,
    output,
    parameters: weights + (bias ? filters : 0),
    flopsPerCell: 2 * weights,
  });
};

/** The kernels for the image as it lies, where the original turned it: their rows are columns. */
function turnedKernel(context: Context, kernel: TensorProto): string {
  const { type, shape, values } = transpose(fromTensor(kernel), [0, 1, 3, 2]);
  context.spend(values.length);
  return context.addConstant("kernel", shape, values, type);
}

export const maxPool: Rule = (context) => {
  const input = imageAt(context);
  if (context.node.output.slice(1).some((name) => name !== ""))
    context.refuse("it also returns the places of its maxima, which are places in the window");
  emitPool(context, "MaxPool", input.name, pooling(context, input.value).slid);
};

export const averagePool: Rule = (context) => {
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
    flopsPerCell: output.channels * sizeOf(layer.kernel),
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
  if (sizeOf(dilation) === 1) {
    emitPool(context, "AveragePool", input, slid, more, target);
    return;
  }
  const { output, layer, attributes } = slid;
  const [taps, { channels, type }] = [sizeOf(kernel), output];
  if (layer.pads.some((length) => length > 0))
    context.refuse("it has pads and dilations at once, which is not supported");
  if (channels * taps > mostWeights)
    context.refuse(`its mean over ${kernel.join("×")} places is too large to be spread à trous`);
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
