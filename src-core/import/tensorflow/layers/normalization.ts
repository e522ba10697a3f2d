/** @file BatchNormalization at inference, and Rescaling. */
import { said } from "../../../messages/said.ts";
import { z } from "zod";
import type { LayerContext } from "../layer-context.ts";
import { axisIn, shapeIn, KerasTensor } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";
import { flag } from "./config.ts";

const schema = z.object({
  axis: z
    .union([z.int(), z.tuple([z.int()]).transform(([axis]) => axis)])
    .nullish()
    .transform((axis) => axis ?? -1),
  epsilon: z.number().prefault(1e-3),
  center: flag(true),
  scale: flag(true),
});

export const batchNormalization: Emitter = (layer) => {
  const { input } = layer;
  const { axis, epsilon, center, scale } = layer.config(schema);
  const rank = input.shape.length;
  const counted = axis < 0 ? axis + rank + 1 : axis;
  // ONNX normalises axis 1: where the layer normalises the last axis of an image, that is channels first.
  const layout = rank === 3 && counted === 3 ? "channelsFirst" : "plain";
  const channels = input.shape[counted - 1];
  if (axisIn(counted, rank, layout) !== 1 || channels === undefined || channels === null)
    return layer.refuse(said("tensorflow.axis-input-axes-channels", { axis, rank }));
  const constant = (label: string, value: number): string =>
    layer.floats(label, [channels], () => new Float32Array(channels).fill(value));
  const name = layer.emit(
    "BatchNormalization",
    [
      layer.read(input, layout),
      scale ? layer.vector("gamma", channels) : constant("ones", 1),
      center ? layer.vector("beta", channels) : constant("zeros", 0),
      layer.vector("moving_mean", channels),
      layer.vector("moving_variance", channels),
    ],
    { epsilon: { float: epsilon } },
  );
  return new KerasTensor(input.shape, layout, name);
};

const number = z.union([z.number(), z.array(z.number()).min(1)]);

/** `input · scale + offset`, one number or one per channel. */
export const rescaling: Emitter = (layer) => {
  const { input } = layer;
  const { scale, offset } = layer.config(z.object({ scale: number, offset: number.prefault(0) }));
  const { layout } = input;
  const product = layer.emit("Mul", [layer.read(input, layout), factor(layer, "scale", scale)]);
  const sum = layer.emit("Add", [product, factor(layer, "offset", offset)]);
  return new KerasTensor(input.shape, layout, sum);
};

function factor(layer: LayerContext, label: string, value: number | readonly number[]): string {
  if (typeof value === "number") return layer.scalar(label, value);
  const { shape, layout } = layer.input;
  if (value.length !== shape.at(-1))
    layer.refuse(
      said("tensorflow.values-channels-2", {
        label,
        value: value.length,
        shape: shape.at(-1) ?? "?",
      }),
    );
  const axes = shapeIn([...shape.slice(1).map(() => 1), value.length], layout);
  return layer.floats(label, axes, () => Float32Array.from(value));
}
