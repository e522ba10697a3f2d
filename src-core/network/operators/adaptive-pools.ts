/** @file The steps that pick and mix places: see [Note: places that are picked]. */
import { said } from "../../messages/said.ts";
import type { Context } from "../graph/rule-context.ts";
import { folds } from "../folding/index.ts";
import type { Fold } from "../folding/rule.ts";
import { missing, positive } from "../folding/rule.ts";
import type { Axis } from "../geometry/layout.ts";
import { fromTensor } from "../ndarray/ndarray.ts";
import { elementCount } from "../onnx/tensor.ts";
import type { PickedPlaces } from "../graph/picked-places.ts";
import type { Value } from "../graph/value.ts";
import { describe } from "../graph/value.ts";
import { overWindowApart } from "./channels.ts";
import type { Picked } from "./adaptive-pool-steps.ts";
import { steps } from "./adaptive-pool-steps.ts";
import { mostShares, pickedBy } from "./adaptive-pool-picks.ts";

/** Follows the node where it picks places of a map, or goes on with what was picked. @returns whether it does */
export function followPlaces(context: Context): boolean {
  const picked = context.node.input.map((name) => context.state.picked.get(name));
  const result = picked.some(Boolean) ? mixed(context, picked) : pickedBy(context);
  if (!result || elementCount(result.shares[0]?.shape ?? []) * result.shares.length > mostShares)
    return false;
  context.pick({ ...result, settle });
  return true;
}

/** GatherND of constants, which nothing else folds. */
const gatherNd: Fold = (context, [data = missing, indices = missing]) => {
  const count = indices.shape.at(-1) ?? 0;
  const inner = elementCount(data.shape.slice(count));
  const rows = Array.from({ length: indices.values.length / count }, (_, row) => {
    let place = 0;
    for (const [axis, length] of data.shape.slice(0, count).entries()) {
      const index = positive(indices.values[row * count + axis] ?? NaN, length);
      if (!(index >= 0 && index < length))
        context.refuse(said("operators.index-lies-outside-places", { index, length }));
      place = place * length + index;
    }
    return Array.from({ length: inner }, (_each, i) => data.values[place * inner + i] ?? NaN);
  });
  const shape = [...indices.shape.slice(0, -1), ...data.shape.slice(count)];
  return { type: data.type, shape, values: rows.flat() };
};

/** The step on the shares of each place, which are constants as any. */
function mixed(context: Context, all: Picked): PickedPlaces | undefined {
  const { node } = context;
  const picked = all.find((each) => each !== undefined);
  const fold = node.opType === "GatherND" ? gatherNd : folds.get(node.opType);
  const several = all.filter(Boolean).length > 1;
  if (!picked || !fold || (several && node.opType === "Mul")) return undefined;
  const kinds = steps[node.opType]?.(context, picked, all);
  const whole = node.input.every(
    (name, index) => name === "" || (all[index] ?? context.constant(index)) !== undefined,
  );
  if (!kinds || !whole || all.some((each) => each && each.source.name !== picked.source.name))
    return undefined;
  const constants = node.input.map((_, index) => {
    const tensor = context.constant(index);
    return tensor ? fromTensor(tensor) : missing;
  });
  const shares = picked.shares.map((_, place) =>
    fold(
      context,
      constants.map((constant, index) => all[index]?.shares[place] ?? constant),
    ),
  );
  // A constant that tells channels apart is no step on places alone.
  const shape = shares[0]?.shape ?? [];
  const alike =
    shape.length === kinds.length &&
    shape.every((length, axis) => kinds[axis] === "P" || length === 1);
  return alike ? { ...picked, kinds, shares, label: context.label } : undefined;
}

/**
 * Writes what was picked as one convolution as large as the map, with a kernel for each element of each channel, under the
 * name that it has in the original.
 * @throws UnsupportedOperator where these are too many
 */
function settle(context: Context, name: string, picked: PickedPlaces): Value {
  const { source, kinds, shares, label } = picked;
  const { value } = source;
  const lengths = shares[0]?.shape ?? [];
  const elements = elementCount(lengths);
  const { channels, height, width } = value;
  context.needFloat(source);
  const taps = height * width;
  if (channels * elements * taps > 2 ** 26)
    context.refuse(
      said("operators.elements-each-channels-picked", {
        elements,
        channels,
        value: describe(value),
      }),
    );
  const kernels = new Float32Array(channels * elements * taps);
  for (let row = 0; row < channels * elements; row++)
    for (const [place, { values }] of shares.entries())
      kernels[row * taps + place] = values[row % elements] ?? NaN;
  const way = { result: name, label, was: "picked places" };
  const output = overWindowApart(context, source, kernels, way);
  let stride = elements;
  const layout = kinds.map((kind, axis): Axis => {
    if (kind === "N")
      return value.layout.find((own) => own.some(({ letter }) => letter === "N")) ?? [];
    if (kind === "C")
      return channels === 1 ? [] : [{ letter: "C", size: channels, stride: elements }];
    const size = lengths[axis] ?? 1;
    stride /= size;
    return size === 1 ? [] : [{ letter: "C", size, stride }];
  });
  return { ...output, layout };
}
