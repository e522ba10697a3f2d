/**
 * @file Pads and average pools along the channels: how exporters spell out local response normalisation, on a tensor whose
 * channels stand where an image has its rows. Source: `torch.nn.functional.local_response_norm`.
 */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { Operand } from "../graph/value.ts";
import { describe } from "../graph/value.ts";
import { intAttribute, intsAttribute } from "../onnx/node.ts";
import { channelsOn, isChannelAxis, withChannels } from "./channels.ts";

/** The operand with its channels in their order on the one axis of its layout that `lengths` touches. */
function touched(
  context: Context,
  lengths: readonly number[],
  untouched: number,
): { readonly axis: number; readonly operand: Operand } | undefined {
  const given = context.need(0);
  const axes = lengths.flatMap((length, axis) => (length === untouched ? [] : [axis]));
  const [axis = -1, ...more] = axes;
  if (axis < 0 || more.length > 0 || !isChannelAxis(given.value, axis)) return undefined;
  return { axis, operand: channelsOn(context, given, axis) };
}

/** @param before elements added before each axis of the original, @param after behind it */
export function padChannels(
  context: Context,
  before: readonly number[],
  after: readonly number[],
): void {
  const sums = before.map((length, axis) => Math.abs(length) + Math.abs(after[axis] ?? 0));
  const { axis, operand } =
    touched(context, sums, 0) ??
    context.refuse(said("operators.input-image-needed", { context: describe(context.value(0)) }));
  const [first, last] = [before[axis] ?? 0, after[axis] ?? 0];
  if (first < 0 || last < 0) context.refuse(said("operators.cuts-channels-off-which"));
  const { name, value } = operand;
  const pads = context.addIntegers("pads", [0, first, 0, 0, 0, last, 0, 0]);
  context.emit("Pad", [name, pads], { mode: "constant" });
  context.result(withChannels(value, axis, value.channels + first + last));
}

/** A mean over neighbouring channels: a 1×1 convolution whose weights form a band. */
export function averageChannels(context: Context): void {
  const { node } = context;
  const kernel = intsAttribute(node, "kernel_shape", []);
  const plain =
    [...intsAttribute(node, "strides", []), ...intsAttribute(node, "dilations", [])].every(
      (length) => length === 1,
    ) &&
    intsAttribute(node, "pads", []).every((length) => length === 0) &&
    intAttribute(node, "ceil_mode", 0) === 0;
  const { axis, operand } =
    (plain ? touched(context, [1, 1, ...kernel], 1) : undefined) ??
    context.refuse(said("operators.input-needed", { context: describe(context.value(0)) }));
  const { name, value } = operand;
  const size = kernel[axis - 2] ?? 1;
  const channels = value.channels - size + 1;
  if (channels < 1)
    context.refuse(
      said("operators.kernel-larger-than-channels", { size, channels: value.channels }),
    );
  if (channels * value.channels > 2 ** 26)
    context.refuse(said("operators.mean-over-channels-too", { channels: value.channels }));
  const band = new Float32Array(channels * value.channels);
  for (let channel = 0; channel < channels; channel++)
    band.fill(
      1 / size,
      channel * value.channels + channel,
      channel * value.channels + channel + size,
    );
  const weights = context.addConstant("band", [channels, value.channels, 1, 1], band, value.type);
  context.emit("Conv", [name, weights], { kernel_shape: [1, 1] });
  const output = withChannels(value, axis, channels);
  context.result(output);
  context.layer({
    operator: "Conv",
    was: node.opType,
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    pads: [0, 0, 0, 0],
    ceil: false,
    output,
    parameters: 0,
    flopsPerCell: 2 * band.length,
  });
}
