/** @file A layer's spatial input, channels first, whichever data format the layer is written for. */
import { said } from "../../../messages/said.ts";
import type { LayerContext } from "../layer-context.ts";
import { KerasTensor, shapeText } from "../keras-tensor.ts";

type Length = number | null;

export interface SpatialInput {
  /** Name of the tensor N × channels × height × width. */
  readonly name: string;
  readonly channels: number;
  readonly height: Length;
  readonly width: Length;
  /** A result of the same kind. */
  readonly result: (name: string, channels: number, height: Length, width: Length) => KerasTensor;
}

/** @throws UnsupportedOperator where the input is not spatial, or its number of channels is open */
export function spatialInput(
  layer: LayerContext,
  format: "channels_last" | "channels_first",
): SpatialInput {
  const { input } = layer;
  const last = format === "channels_last";
  const [first = null, second = null, third = null] = input.shape;
  const channels = last ? third : first;
  if (input.shape.length !== 3 || channels === null)
    return layer.refuse(
      said("tensorflow.input-no-image-known", { shape: shapeText(input.shape), format }),
    );
  const layout = last ? "channelsFirst" : "plain";
  return {
    name: layer.read(input, layout),
    channels,
    height: last ? first : second,
    width: last ? second : third,
    result: (name, depth, height, width) =>
      new KerasTensor(last ? [height, width, depth] : [depth, height, width], layout, name),
  };
}
