/** @file Pad: on rows and columns it moves the cells, on channels it adds some. */
import { said } from "../../messages/said.ts";
import type { Context, Rule } from "../graph/rule-context.ts";
import type { Operand } from "../graph/value.ts";
import { describe, inChannelOrder, isChannelsLast, isImage, isTransposed } from "../graph/value.ts";
import { plainSlide } from "../geometry/axis.ts";
import { arranged, batchOf } from "../geometry/layout.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { floatAttribute, intsAttribute, stringAttribute } from "../onnx/node.ts";
import { padChannels } from "./along-channels.ts";
import { channelsInOrder } from "./channels.ts";
import { slideBoth } from "./slides.ts";
import type { RuleTable } from "./rule-table.ts";

type Sides = readonly [before: number, after: number];

const pad: Rule = (context) => {
  const given = context.need(0);
  const { before, after } = padsOf(context, given.value.layout.length);
  if ([...before, ...after].every((length) => length === 0)) {
    context.alias(given.name, given.value);
    return;
  }
  const first = isImage(given.value) || isTransposed(given.value);
  const last = isChannelsLast(given.value) && !first;
  const plain =
    stringAttribute(context.node, "mode", "constant") === "constant" && constantOf(context) === 0;
  if (!first && !last) {
    if (!plain)
      context.refuse(said("operators.input-image-needed-2", { value: describe(given.value) }));
    padChannels(context, before, after);
    return;
  }
  const straight = last ? "NHWC" : "NCHW";
  const order = isTransposed(given.value) ? "NCWH" : straight;
  const input = inChannelOrder(given.value) || last ? given : channelsInOrder(context, given);
  const sides = (letter: string): Sides => {
    const axis = order.indexOf(letter);
    return [before[axis] ?? 0, after[axis] ?? 0];
  };
  if (sides("N").some((length) => length !== 0))
    context.refuse(said("operators.adds-images-batch"));
  const [channels, rows, columns] = [sides("C"), sides("H"), sides("W")];
  if (channels[0] < 0 || channels[1] < 0) context.refuse(said("operators.cuts-channels-off-which"));
  const slide = ([pad, padAfter]: Sides) => ({ ...plainSlide(1), pad, padAfter });
  const [vertical, horizontal] = [slide(rows), slide(columns)];
  const { output, layer } = slideBoth(context, input.value, vertical, horizontal);
  const padded = { ...output, channels: input.value.channels + channels[0] + channels[1] };
  const { pads } = layer;
  emit(context, input, [0, channels[0], pads[0], pads[1], 0, channels[1], pads[2], pads[3]]);
  context.result({ ...padded, layout: arranged(order, padded, batchOf(input.value.layout)) });
  context.layer({
    operator: "Pad",
    ...layer,
    kernel: [1, 1],
    output: padded,
    parameters: 0,
    flopsPerCell: 0,
  });
};

const constantOf = (context: Context): number =>
  context.hasInput(2)
    ? (fromTensor(context.needConstant(2, "value")).values[0] ?? 0)
    : floatAttribute(context.node, "value", 0);

function emit(context: Context, { name, value }: Operand, pads: readonly number[]): void {
  const mode = stringAttribute(context.node, "mode", "constant");
  const constant = constantOf(context);
  const inputs = [name, context.addIntegers("pads", pads)];
  if (constant !== 0) inputs.push(context.addConstant("value", [], [constant], value.type));
  context.emit("Pad", inputs, { mode });
}

/** Elements before and behind each of `rank` axes. */
function padsOf(context: Context, rank: number): { before: number[]; after: number[] } {
  const { node } = context;
  const integers = (index: number): number[] =>
    Array.from(fromTensor(context.needConstant(index, "pads")).values);
  const given = context.hasInput(1) ? integers(1) : [...intsAttribute(node, "pads", [])];
  const axes = context.hasInput(3)
    ? integers(3).map((axis) => (axis < 0 ? axis + rank : axis))
    : Array.from({ length: rank }, (_, axis) => axis);
  if (given.length !== 2 * axes.length || axes.some((axis) => !(axis >= 0 && axis < rank)))
    context.refuse(said("operators.pads-axes", { given, axes }));
  if (given.some((length) => !Number.isInteger(length) || Math.abs(length) > 4096))
    context.refuse(said("operators.pads-which-absurd", { given }));
  const [before, after] = [Array<number>(rank).fill(0), Array<number>(rank).fill(0)];
  for (const [index, axis] of axes.entries()) {
    before[axis] = given[index] ?? 0;
    after[axis] = given[index + axes.length] ?? 0;
  }
  return { before, after };
}

export const paddings: RuleTable = [["Pad", pad]];
