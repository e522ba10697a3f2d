/** @file Activations that are layers of their own. */
import { said } from "../../../messages/said.ts";
import { z } from "zod";
import { permute } from "../../permute.ts";
import { activate, writePointwise, writeSoftmax } from "../activations.ts";
import { shapeIn, transpositions, KerasTensor } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";
import { activationName } from "./config.ts";

export const activation: Emitter = (layer) =>
  activate(layer, layer.input, layer.config(z.object({ activation: activationName })).activation);

const orNumber = (fallback: number) =>
  z
    .number()
    .nullish()
    .transform((value) => value ?? fallback);

const reluSchema = z.object({
  max_value: z.number().nullish(),
  negative_slope: orNumber(0),
  threshold: orNumber(0),
});

/** x above the threshold, negative_slope · (x − threshold) below; never more than max_value. */
export const relu: Emitter = (layer) => {
  const { max_value, negative_slope, threshold } = layer.config(reluSchema);
  return writePointwise(layer, layer.input, (x) => {
    let y: string;
    if (threshold === 0)
      y =
        negative_slope === 0
          ? layer.emit("Relu", [x])
          : layer.emit("LeakyRelu", [x], { alpha: { float: negative_slope } });
    else {
      y = layer.emit("ThresholdedRelu", [x], { alpha: { float: threshold } });
      if (negative_slope !== 0) {
        const below = layer.emit("Sub", [layer.scalar("threshold", threshold), x]);
        const slope = layer.scalar("negative_slope", negative_slope);
        y = layer.emit("Sub", [y, layer.emit("Mul", [layer.emit("Relu", [below]), slope])]);
      }
    }
    if (max_value === null || max_value === undefined) return y;
    return layer.emit("Clip", [y, "", layer.scalar("max_value", max_value)]);
  });
};

/** Keras 3 calls `alpha` negative_slope. */
export const leakyRelu: Emitter = (layer) => {
  const schema = z.object({ alpha: z.number().optional(), negative_slope: z.number().optional() });
  const { alpha, negative_slope } = layer.config(schema);
  const slope = alpha ?? negative_slope ?? 0.3;
  return writePointwise(layer, layer.input, (x) =>
    layer.emit("LeakyRelu", [x], { alpha: { float: slope } }),
  );
};

export const elu: Emitter = (layer) => {
  const { alpha } = layer.config(z.object({ alpha: orNumber(1) }));
  return writePointwise(layer, layer.input, (x) =>
    layer.emit("Elu", [x], { alpha: { float: alpha } }),
  );
};

export const thresholdedRelu: Emitter = (layer) => {
  const { theta } = layer.config(z.object({ theta: orNumber(1) }));
  return writePointwise(layer, layer.input, (x) =>
    layer.emit("ThresholdedRelu", [x], { alpha: { float: theta } }),
  );
};

/** One slope per value, or per channel where the other axes share theirs. */
export const prelu: Emitter = (layer) => {
  const { input } = layer;
  const { layout } = input;
  const { shape, values } = layer.weight("alpha", input.shape.length);
  const fits = shape.every((length, axis) => length === 1 || length === input.shape[axis]);
  if (!fits) layer.refuse(said("tensorflow.alpha-does-fit-input", { shape: shape.join("×") }));
  const slope = layer.floats(`alpha/${layout}`, shapeIn(shape, layout), () =>
    layout === "plain"
      ? values
      : permute(
          values,
          shape,
          transpositions.channelsFirst.slice(1).map((axis) => axis - 1),
        ),
  );
  return new KerasTensor(
    input.shape,
    layout,
    layer.emit("PRelu", [layer.read(input, layout), slope]),
  );
};

export const softmaxLayer: Emitter = (layer) => {
  const axis = z.union([z.int(), z.tuple([z.int()]).transform(([only]) => only)]);
  return writeSoftmax(layer, layer.input, "Softmax", layer.config(z.object({ axis })).axis);
};
