/** @file The window that convolutions and pools slide, read off their attributes. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import type { Layer } from "../graph/layer.ts";
import type { Operand, Value } from "../graph/value.ts";
import {
  asImage,
  describe,
  inChannelOrder,
  isImage,
  isTransposed,
  isVector,
} from "../graph/value.ts";
import type { AxisGeometry, Slide } from "../geometry/axis.ts";
import { dilated, positions, slideOver } from "../geometry/axis.ts";
import { has } from "../geometry/layout.ts";
import type { AttributeValue } from "../onnx/node.ts";
import { intAttribute, intsAttribute, stringAttribute } from "../onnx/node.ts";
import { channelsInOrder, unfold } from "./channels.ts";

/** What slides over both axes, as the original has it and as it is written. */
export interface Sliding {
  readonly vertical: Slide;
  readonly horizontal: Slide;
  readonly output: Value;
  /** Of the node that is written. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly layer: Pick<Layer, "kernel" | "stride" | "dilation" | "pads" | "ceil" | "output">;
}

/** Larger kernels, strides and pads are no classifier's. */
const longest = 4096;

/** Whether it is N×(C·H·W)×1×1: a flattened window that is to be seen as an image of one place. */
const isFlattened = ({ layout, height, width }: Value): boolean =>
  layout.length === 4 &&
  height * width > 1 &&
  layout[0]?.every(({ letter }) => letter === "N") === true &&
  layout.slice(2).every((axis) => axis.length === 0);

/** The image at input 0, its channels in their order, turned or not. @throws UnsupportedOperator when its axes are not N, C, H, W */
export function imageAt(context: Context, index = 0): Operand {
  const given = context.need(index);
  const operand = isFlattened(given.value) ? unfold(context, given) : given;
  const apart =
    isVector(operand.value) && operand.value.layout.slice(2).some((axis) => has(axis, "C"));
  if (apart && operand.value.layout.length === 4)
    context.refuse(said("operators.input-made-single-places", { value: describe(operand.value) }));
  if (!isImage(operand.value) && !isTransposed(operand.value))
    context.refuse(said("operators.input-needed-2", { value: describe(operand.value) }));
  return inChannelOrder(operand.value) ? operand : channelsInOrder(context, operand);
}

/**
 * The standard pads for a kernel as it is spread, ONNX Runtime for one that is not; of a convolution both are of one mind.
 * @throws UnsupportedOperator where a pool's pads depend on who reads them
 */
export function checkPoolPads({ node, refuse }: Context, slides: readonly Slide[]): void {
  const mode = stringAttribute(node, "auto_pad", "NOTSET");
  const spread = slides.map(({ dilation }) => dilation);
  if (mode.startsWith("SAME") && spread.some((dilation) => dilation > 1))
    refuse(said("operators.auto-pad-dilations-read", { mode, spread }));
}

/** @param kernel of the original, along its third and fourth axis */
export function slideKernel(context: Context, input: Value, kernel: readonly number[]): Sliding {
  const [vertical, horizontal] = slidesOf(context, input, kernel);
  return slideBoth(context, input, vertical, horizontal);
}

/** What the node's attributes say of rows and of columns. @param kernel of the original, along its third and fourth axis */
export function slidesOf(
  context: Context,
  input: Value,
  kernel: readonly number[],
): readonly [vertical: Slide, horizontal: Slide] {
  const { node } = context;
  if (kernel.length !== 2)
    context.refuse(said("operators.kernel-axes-needed", { kernel: kernel.length }));
  const strides = lengths(context, "strides", [1, 1], 1);
  const dilations = lengths(context, "dilations", [1, 1], 1);
  const ceil = intAttribute(node, "ceil_mode", 0) === 1;
  const along = (axis: 0 | 1, length: number): Slide =>
    padded(
      context,
      {
        kernel: checked(context, "kernel", kernel[axis] ?? 0, 1),
        stride: strides[axis] ?? 1,
        dilation: dilations[axis] ?? 1,
        pad: 0,
        padAfter: 0,
        ceil,
      },
      axis,
      length,
    );
  return isTransposed(input)
    ? [along(1, input.height), along(0, input.width)]
    : [along(0, input.height), along(1, input.width)];
}

const strideOf = ({ jump, dilation }: AxisGeometry): number => jump * dilation;

/** @throws UnsupportedOperator where the window is smaller than what slides over it */
export function slideBoth(
  context: Context,
  input: Value,
  vertical: Slide,
  horizontal: Slide,
): Sliding {
  const { aTrous } = context.state;
  const height = positions(input.height, vertical);
  const width = positions(input.width, horizontal);
  if (height < 1 || width < 1)
    context.refuse(
      said("operators.kernel-larger-than-input", {
        kernel: vertical.kernel,
        kernel2: horizontal.kernel,
        height: input.height,
        width: input.width,
      }),
    );
  const output = asImage(input, {
    height,
    width,
    vertical: slideOver(input.vertical, vertical, aTrous),
    horizontal: slideOver(input.horizontal, horizontal, aTrous),
  });
  if (Math.max(strideOf(output.vertical), strideOf(output.horizontal)) > longest)
    context.refuse(said("operators.strides-up-here-absurdly"));
  const [y, x] = aTrous
    ? [dilated(vertical, input.vertical), dilated(horizontal, input.horizontal)]
    : [vertical, horizontal];
  const pads = [y.pad, x.pad, y.padAfter, x.padAfter] as const;
  // Where one of them covers the whole map it moves by one: to it the mode means nothing, to the other it does.
  const ceil = y.ceil || x.ceil;
  return {
    vertical,
    horizontal,
    output,
    attributes: {
      kernel_shape: [y.kernel, x.kernel],
      strides: [y.stride, x.stride],
      ...(y.dilation * x.dilation > 1 ? { dilations: [y.dilation, x.dilation] } : {}),
      ...(pads.some((length) => length !== 0) ? { pads } : {}),
      ...(ceil ? { ceil_mode: 1 } : {}),
    },
    layer: {
      kernel: [y.kernel, x.kernel],
      stride: [y.stride, x.stride],
      pads,
      output,
      dilation: [y.dilation, x.dilation],
      ceil,
    },
  };
}

/** `auto_pad` is worked out for the window: a cell in the image's middle is then where its window has it. */
function padded(context: Context, slide: Slide, axis: 0 | 1, length: number): Slide {
  const mode = stringAttribute(context.node, "auto_pad", "NOTSET");
  if (mode === "NOTSET") {
    const given = lengths(context, "pads", [0, 0, 0, 0], 0);
    return { ...slide, pad: given[axis] ?? 0, padAfter: given[axis + 2] ?? 0 };
  }
  if (mode === "VALID") return slide;
  if (mode !== "SAME_UPPER" && mode !== "SAME_LOWER")
    return context.refuse(said("operators.auto-pad-unknown", { mode }));
  const { kernel, stride, dilation } = slide;
  const reach = dilation * (kernel - 1) + 1;
  const total = Math.max((Math.ceil(length / stride) - 1) * stride + reach - length, 0);
  const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
  const upper = mode === "SAME_UPPER";
  return { ...slide, ceil: false, pad: upper ? less : more, padAfter: upper ? more : less };
}

function lengths(
  context: Context,
  name: string,
  fallback: readonly number[],
  least: number,
): readonly number[] {
  const given = intsAttribute(context.node, name, fallback);
  if (given.length !== fallback.length && given.length > 0)
    context.refuse(said("operators.needed", { name, given, fallback: fallback.length }));
  return (given.length > 0 ? given : fallback).map((length) =>
    checked(context, name, length, least),
  );
}

function checked(context: Context, name: string, length: number, least: number): number {
  if (!Number.isInteger(length) || length < least || length > longest)
    context.refuse(said("operators.from", { name, length, least, longest }));
  return length;
}
