/** @file Layers that move numbers without changing them. Whatever reads them in order gets TensorFlow's order. */
import { said } from "../../../messages/said.ts";
import { z } from "zod";
import type { LayerContext } from "../layer-context.ts";
import type { TensorShape } from "../keras-tensor.ts";
import { KerasTensor, shapeText } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";
import { dataFormat } from "./config.ts";
import { spatialInput } from "./spatial-input.ts";

const product = (shape: TensorShape): number | null =>
  shape.reduce((length, next) => (length === null || next === null ? null : length * next), 1);

export const flatten: Emitter = (layer) => {
  const { input } = layer;
  const { data_format } = layer.config(z.object({ data_format: dataFormat }));
  if (input.shape.length === 1) return input;
  // A layer for channels first flattens its first axis last, whether it holds channels or not.
  const moved = data_format === "channels_first";
  const plain = layer.read(input, "plain");
  const perm = [0, ...input.shape.map((_, axis) => axis + 1).slice(1), 1];
  const name = moved ? layer.emit("Transpose", [plain], { perm }) : plain;
  const flat = layer.emit("Flatten", [name], { axis: 1 });
  return new KerasTensor([product(input.shape)], "plain", flat);
};

export const reshape: Emitter = (layer) => {
  const { input } = layer;
  const length = z.union([z.int().positive(), z.literal(-1), z.null().transform(() => -1)]);
  const { target_shape } = layer.config(z.object({ target_shape: z.array(length).min(1) }));
  const open = target_shape.filter((size) => size === -1).length;
  const known = target_shape.reduce((size, next) => (next === -1 ? size : size * next), 1);
  const total = product(input.shape);
  const fits = total === null || (open === 0 ? known === total : total % known === 0);
  if (open > 1 || !fits)
    layer.refuse(
      said("tensorflow.input-does-fill", {
        shape: shapeText(input.shape),
        targetshape: target_shape.join("×"),
      }),
    );
  const shape = target_shape.map((size) => {
    if (size !== -1) return size;
    return total === null ? null : total / known;
  });
  // 0 keeps the batch.
  const target = layer.integers("shape", [0, ...target_shape]);
  return new KerasTensor(
    shape,
    "plain",
    layer.emit("Reshape", [layer.read(input, "plain"), target]),
  );
};

export const permuteAxes: Emitter = (layer) => {
  const { input } = layer;
  const { dims } = layer.config(z.object({ dims: z.array(z.int().positive()) }));
  const axes = input.shape.map((_, axis) => axis + 1);
  if (dims.toSorted((a, b) => a - b).join() !== axes.join())
    layer.refuse(said("tensorflow.dims-no-order-axes", { dims, axes: axes.length }));
  const shape = dims.map((axis) => input.shape[axis - 1] ?? null);
  const name = layer.emit("Transpose", [layer.read(input, "plain")], { perm: [0, ...dims] });
  return new KerasTensor(shape, "plain", name);
};

type Sides = readonly [readonly [number, number], readonly [number, number]];

/** One number for all sides, one per axis, or ((top, bottom), (left, right)). */
function sides(layer: LayerContext, field: "padding" | "cropping"): Sides {
  const count = z.int().nonnegative();
  const axis = z.union([z.tuple([count, count]), count.transform((n): [number, number] => [n, n])]);
  const both = z.union([z.tuple([axis, axis]), axis.transform((a): Sides => [a, a])]);
  const all = z.union([
    count.transform((n): Sides => [
      [n, n],
      [n, n],
    ]),
    both,
  ]);
  return (
    layer.config(z.object({ [field]: all }))[field] ??
    layer.refuse(said("tensorflow.says-no", { field }))
  );
}

const grown = (length: number | null, by: number): number | null =>
  length === null ? null : length + by;

export const zeroPadding2D: Emitter = (layer) => {
  const { data_format } = layer.config(z.object({ data_format: dataFormat }));
  const input = spatialInput(layer, data_format);
  const [[top, bottom], [left, right]] = sides(layer, "padding");
  const pads = layer.integers("pads", [0, 0, top, left, 0, 0, bottom, right]);
  const name = layer.emit("Pad", [input.name, pads]);
  const { channels, height, width } = input;
  return input.result(name, channels, grown(height, top + bottom), grown(width, left + right));
};

export const cropping2D: Emitter = (layer) => {
  const { data_format } = layer.config(z.object({ data_format: dataFormat }));
  const input = spatialInput(layer, data_format);
  const [[top, bottom], [left, right]] = sides(layer, "cropping");
  const { channels } = input;
  const height = grown(input.height, -top - bottom);
  const width = grown(input.width, -left - right);
  if ((height ?? 1) < 1 || (width ?? 1) < 1)
    layer.refuse(said("tensorflow.leaves-nothing-input", { shape: shapeText(layer.input.shape) }));
  const toEnd = 2 ** 31 - 1;
  const name = layer.emit("Slice", [
    input.name,
    layer.integers("starts", [top, left]),
    layer.integers(
      "ends",
      [bottom, right].map((count) => (count > 0 ? -count : toEnd)),
    ),
    layer.integers("axes", [2, 3]),
  ]);
  return input.result(name, channels, height, width);
};
