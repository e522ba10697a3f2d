/** @file Borders added or, where they are negative, cut off. */
import * as tf from "@tensorflow/tfjs-core";
import {
  floatAttribute,
  intsAttribute,
  stringAttribute,
} from "../../../src-core/network/onnx/node.ts";
import type { Operator } from "./operator.ts";
import { firstInput } from "./operator.ts";
import { Unsupported } from "./unsupported.ts";
import { axisOf, numbersOf, shapeOf } from "./layout.ts";

/** Before and after. */
export type Pair = [number, number];

/** @param borders one for each axis of the tensor as it is stored */
export function padded<T extends tf.Tensor>(x: T, borders: readonly Pair[], filling: number): T {
  let result = x;
  if (borders.flat().some((length) => length < 0)) {
    const begin = borders.map(([before]) => Math.max(-before, 0));
    const cut = borders.map(([, after], axis) => Math.max(-after, 0) + (begin[axis] ?? 0));
    const size = x.shape.map((length, axis) => length - (cut[axis] ?? 0));
    result = tf.slice(x, begin, size);
  }
  const added = borders.map(([before, after]): Pair => [Math.max(before, 0), Math.max(after, 0)]);
  return added.flat().some((length) => length > 0) ? tf.pad(result, added, filling) : result;
}

/** Which place of an axis of this length a place outside it repeats. */
const repeating: Readonly<Record<string, (place: number, length: number) => number>> = {
  edge: (place, length) => Math.min(Math.max(place, 0), length - 1),
  reflect: (place, length) => {
    const period = Math.max(2 * (length - 1), 1);
    const within = ((place % period) + period) % period;
    return Math.min(within, period - within);
  },
  wrap: (place, length) => ((place % length) + length) % length,
};

const pad: Operator = (node, inputs) => {
  const value = firstInput(node, inputs);
  const mode = stringAttribute(node, "mode", "constant");
  const lengths = inputs[1] ? numbersOf(inputs[1]) : [...intsAttribute(node, "pads", [])];
  const rank = shapeOf(value).length;
  const axes = inputs[3] ? numbersOf(inputs[3]) : Array.from({ length: rank }, (_, axis) => axis);
  const borders = Array.from({ length: rank }, (): Pair => [0, 0]);
  for (const [index, axis] of axes.entries())
    borders[axisOf(value, axis)] = [lengths[index] ?? 0, lengths[index + axes.length] ?? 0];
  const { tensor, isNhwc } = value;
  if (mode === "constant") {
    const filling = inputs[2] ? numbersOf(inputs[2])[0] : undefined;
    return { tensor: padded(tensor, borders, filling ?? floatAttribute(node, "value", 0)), isNhwc };
  }
  const source = repeating[mode];
  if (!source) throw new Unsupported(node, `its mode is ${mode}`);
  let result = tensor;
  for (const [axis, [before, after]] of borders.entries()) {
    const length = tensor.shape[axis] ?? 0;
    if (before === 0 && after === 0) continue;
    const places = Array.from({ length: before + length + after }, (_, i) =>
      source(i - before, length),
    );
    result = tf.gather(result, tf.tensor1d(places, "int32"), axis);
  }
  return { tensor: result, isNhwc };
};

export const paddings: readonly (readonly [string, Operator])[] = [["Pad", pad]];
