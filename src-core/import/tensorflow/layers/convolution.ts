/** @file Convolutions: plain, in groups, depthwise, separable. Kernels height × width × inputs × filters become filters first. */
import { said } from "../../../messages/said.ts";
import { z } from "zod";
import { permute } from "../../permute.ts";
import { activate } from "../activations.ts";
import type { LayerContext } from "../layer-context.ts";
import type { KerasTensor } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";
import { activationName, dataFormat, flag, padding, pair } from "./config.ts";
import type { SpatialInput } from "./spatial-input.ts";
import { spatialInput } from "./spatial-input.ts";
import type { Slide } from "./slide.ts";
import { slideAttributes, slideSize } from "./slide.ts";

const schema = z.object({
  strides: pair.prefault(1),
  padding: padding.prefault("valid"),
  dilation_rate: pair.prefault(1),
  data_format: dataFormat,
  groups: z.int().positive().prefault(1),
  activation: activationName,
  use_bias: flag(true),
});
type Config = z.infer<typeof schema>;

export const conv2D: Emitter = (layer) => {
  const config = layer.config(schema);
  const input = spatialInput(layer, config.data_format);
  return finish(layer, config, convolve(layer, config, input, ordinary(layer, "kernel")));
};

export const depthwiseConv2D: Emitter = (layer) => {
  const config = layer.config(schema);
  const input = spatialInput(layer, config.data_format);
  return finish(layer, config, convolve(layer, config, input, depthwise(layer)));
};

export const separableConv2D: Emitter = (layer) => {
  const config = layer.config(schema);
  const first = spatialInput(layer, config.data_format);
  const { output, channels, size } = convolve(
    layer,
    { ...config, use_bias: false },
    first,
    depthwise(layer),
  );
  const pointwise: SpatialInput = {
    ...first,
    name: output,
    channels,
    height: size[0],
    width: size[1],
  };
  const plain = { ...config, strides: [1, 1], dilation_rate: [1, 1], groups: 1 } satisfies Config;
  const kernel = ordinary(layer, "pointwise_kernel");
  return finish(layer, config, convolve(layer, plain, pointwise, kernel));
};

/** Filters × inputs of a group × height × width. */
interface Kernel {
  readonly part: string;
  readonly shape: readonly [number, number, number, number];
  readonly values: () => Float32Array;
  /** One group per channel. */
  readonly depthwise: boolean;
}

function ordinary(layer: LayerContext, part: string): Kernel {
  const { shape, values } = layer.weight(part, 4);
  const [height = 0, width = 0, inputs = 0, filters = 0] = shape;
  return {
    part,
    shape: [filters, inputs, height, width],
    values: () => permute(values, shape, [3, 2, 0, 1]),
    depthwise: false,
  };
}

/** Its kernel is height × width × inputs × multiplier; filter `input · multiplier + m` reads channel `input` alone. */
function depthwise(layer: LayerContext): Kernel {
  const part = "depthwise_kernel";
  const { shape, values } = layer.weight(part, 4);
  const [height = 0, width = 0, inputs = 0, multiplier = 0] = shape;
  return {
    part,
    shape: [inputs * multiplier, 1, height, width],
    values: () => permute(values, shape, [2, 3, 0, 1]),
    depthwise: true,
  };
}

interface Convolved {
  readonly input: SpatialInput;
  readonly output: string;
  readonly channels: number;
  readonly size: readonly [number | null, number | null];
}

function convolve(
  layer: LayerContext,
  config: Config,
  input: SpatialInput,
  kernel: Kernel,
): Convolved {
  const [filters, inputs, height, width] = kernel.shape;
  const group = kernel.depthwise ? input.channels : config.groups;
  if (inputs * group !== input.channels || filters % group !== 0)
    layer.refuse(
      said("tensorflow.reads-channels-groups-filters", {
        part: kernel.part,
        inputs: inputs * group,
        group,
        filters,
        channels: input.channels,
      }),
    );
  const slide: Slide = {
    kernel: [height, width],
    strides: config.strides,
    dilation: config.dilation_rate,
    padding: config.padding,
  };
  const operands = [input.name, layer.floats(kernel.part, kernel.shape, kernel.values)];
  if (config.use_bias) operands.push(layer.vector("bias", filters));
  const output = layer.emit("Conv", operands, {
    ...slideAttributes(layer, slide, input),
    dilations: slide.dilation,
    group,
  });
  return { input, output, channels: filters, size: slideSize(input, slide) };
}

const finish = (
  layer: LayerContext,
  { activation }: Config,
  { input, output, channels, size }: Convolved,
): KerasTensor => activate(layer, input.result(output, channels, ...size), activation);
