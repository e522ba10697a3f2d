/** @file Convolutions and pools: operators that slide a kernel over both axes. */
import type { Context, Rule } from "../context.ts";
import type { Slide } from "../geometry.ts";
import { positions, slideOver } from "../geometry.ts";
import { intAttribute, intsAttribute, stringAttribute } from "../onnx.ts";
import { dimensions } from "../tensor.ts";
import type { Value } from "../value.ts";

interface Sliding {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padded: boolean;
  readonly ceil: boolean;
  readonly output: Value;
}

/** Shape and geometry behind a sliding operator. Pads are explicit: `auto_pad` is refused unless it means none. */
function slide(context: Context, input: Value, kernel: readonly number[]): Sliding {
  const { node } = context;
  const [kernelHeight = 0, kernelWidth = 0] = kernel;
  if (kernel.length !== 2) context.refuse(`its kernel has ${kernel.length} axes, 2 are needed`);
  const [strideY = 1, strideX = 1] = intsAttribute(node, "strides", [1, 1]);
  const [dilationY = 1, dilationX = 1] = intsAttribute(node, "dilations", [1, 1]);
  const [top = 0, left = 0, bottom = 0, right = 0] = intsAttribute(node, "pads", [0, 0, 0, 0]);
  const autoPad = stringAttribute(node, "auto_pad", "NOTSET");
  if (autoPad !== "NOTSET" && autoPad !== "VALID")
    context.refuse(`auto_pad ${autoPad} depends on the image size; export with explicit pads`);
  const ceil = intAttribute(node, "ceil_mode", 0) === 1;
  const y: Slide = {
    ...{ kernel: kernelHeight, stride: strideY, dilation: dilationY },
    ...{ pad: top, padAfter: bottom, ceil },
  };
  const x: Slide = {
    ...{ kernel: kernelWidth, stride: strideX, dilation: dilationX },
    ...{ pad: left, padAfter: right, ceil },
  };
  const height = positions(input.height, y);
  const width = positions(input.width, x);
  if (height < 1 || width < 1)
    context.refuse(
      `its kernel ${kernelHeight}×${kernelWidth} is larger than its input ${input.height}×${input.width}`,
    );
  return {
    kernel: [kernelHeight, kernelWidth],
    stride: [strideY, strideX],
    padded: top + left + bottom + right > 0,
    ceil,
    output: {
      form: "spatial",
      channels: input.channels,
      height,
      width,
      vertical: slideOver(input.vertical, y),
      horizontal: slideOver(input.horizontal, x),
    },
  };
}

export const convolution: Rule = (context) => {
  const input = context.need(0, "spatial");
  const weights = dimensions(context.needConstant(1, "kernel"));
  const [filters = 0, channels = 0, ...kernel] = weights;
  const group = intAttribute(context.node, "group", 1);
  if (channels * group !== input.channels)
    context.refuse(
      `its kernel reads ${channels * group} channels, its input has ${input.channels}`,
    );
  const sliding = slide(context, input, kernel);
  const output = { ...sliding.output, channels: filters };
  const perFilter = weights.slice(1).reduce((product, length) => product * length, 1);
  const bias = context.node.input.length > 2 ? filters : 0;
  context.copy();
  context.result(output);
  context.layer({
    operator: "Conv",
    ...sliding,
    output,
    parameters: filters * perFilter + bias,
    flopsPerCell: 2 * filters * perFilter,
  });
};

export const pool: Rule = (context) => {
  const input = context.need(0, "spatial");
  const sliding = slide(context, input, intsAttribute(context.node, "kernel_shape", []));
  const [kernelHeight, kernelWidth] = sliding.kernel;
  context.copy();
  context.result(sliding.output);
  context.layer({
    operator: context.node.opType,
    ...sliding,
    parameters: 0,
    flopsPerCell: sliding.output.channels * kernelHeight * kernelWidth,
  });
};
