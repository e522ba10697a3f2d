/** @file Layers of several inputs. They broadcast as NumPy does. */
import { joined } from "../../../messages/some-names.ts";
import { said } from "../../../messages/said.ts";
import { z } from "zod";
import type { LayerContext } from "../layer-context.ts";
import type { TensorLayout, TensorShape } from "../keras-tensor.ts";
import { axisIn, KerasTensor, shapeText } from "../keras-tensor.ts";
import type { Emitter } from "./config.ts";

/** All inputs in one layout. */
function aligned(layer: LayerContext): {
  names: string[];
  layout: TensorLayout;
  shapes: TensorShape[];
} {
  const { inputs } = layer;
  const shapes = inputs.map(({ shape }) => shape);
  if (inputs.length < 2)
    layer.refuse(said("tensorflow.inputs-least-needed", { inputs: inputs.length }));
  if (new Set(shapes.map(({ length }) => length)).size > 1)
    layer.refuse(
      said("tensorflow.inputs-differ-their-number", {
        shapes: joined("and", shapes.map(shapeText)),
      }),
    );
  const first = inputs.some(({ layout }) => layout === "channelsFirst");
  const layout = first ? "channelsFirst" : "plain";
  return { names: inputs.map((input) => layer.read(input, layout)), layout, shapes };
}

function broadcast(layer: LayerContext, shapes: readonly TensorShape[]): TensorShape {
  return (shapes[0] ?? []).map((_, axis) => {
    const lengths = shapes.map((shape) => shape[axis] ?? null);
    const longer = [...new Set(lengths.filter((length) => length !== 1))];
    const known = longer.filter((length) => length !== null);
    if (known.length > 1)
      layer.refuse(
        said("tensorflow.inputs-do-fit-each", { shapes: joined("and", shapes.map(shapeText)) }),
      );
    if (longer.length === 0) return 1;
    return known[0] ?? null;
  });
}

/** Two at a time, from the left. */
export const chain =
  (operator: "Add" | "Sub" | "Mul", mean = false): Emitter =>
  (layer) => {
    const { names, layout, shapes } = aligned(layer);
    const sum = names.reduce((left, right) => layer.emit(operator, [left, right]));
    const share = mean ? layer.emit("Mul", [sum, layer.scalar("share", 1 / names.length)]) : sum;
    return new KerasTensor(broadcast(layer, shapes), layout, share);
  };

export const extreme =
  (operator: "Max" | "Min"): Emitter =>
  (layer) => {
    const { names, layout, shapes } = aligned(layer);
    return new KerasTensor(broadcast(layer, shapes), layout, layer.emit(operator, names));
  };

export const concatenate: Emitter = (layer) => {
  const { axis } = layer.config(z.object({ axis: z.int().prefault(-1) }));
  const { names, layout, shapes } = aligned(layer);
  const rank = shapes[0]?.length ?? 0;
  const counted = axis < 0 ? axis + rank + 1 : axis;
  if (counted < 1 || counted > rank)
    layer.refuse(said("tensorflow.axis-none-axes", { axis, rank }));
  const others = shapes.map((shape) => shape.filter((_, index) => index !== counted - 1));
  broadcast(layer, others);
  const lengths = shapes.map((shape) => shape[counted - 1] ?? null);
  const total = lengths.reduce((sum, next) => (sum === null || next === null ? null : sum + next));
  const shape = (shapes[0] ?? []).map((length, index) => (index === counted - 1 ? total : length));
  const name = layer.emit("Concat", names, { axis: axisIn(counted, rank, layout) });
  return new KerasTensor(shape, layout, name);
};
